<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>ActingBar</name>
    <message>
        <source>Getting ready to move files</source>
        <translation>Préparation du déplacement</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ActingDialogs</name>
    <message>
        <source>Folder for the quarantine: an empty or a new one</source>
        <translation>Dossier de quarantaine&#xa0;: vide ou nouveau</translation>
    </message>
</context>
<context>
    <name>AlbumColumns</name>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Last part of the folder</source>
        <translation>Dernière partie du dossier</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <source>The whole path of the folder</source>
        <translation>Le chemin complet du dossier</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>Verdicts</translation>
    </message>
    <message>
        <source>The share of transcodes, upsampled and padded tracks</source>
        <translation>La part des transcodages, des pistes suréchantillonnées et des bits ajoutés</translation>
    </message>
    <message>
        <source>Integrity: check intact, bolt damaged, dash undetermined</source>
        <translation>Intégrité&#xa0;: coche intacte, éclair endommagée, tiret indéterminée</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Number of tracks</source>
        <translation>Nombre de pistes</translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation>LUFS</translation>
    </message>
    <message>
        <source>Median of the integrated loudness, EBU R 128</source>
        <translation>Médiane de la sonie intégrée, EBU R 128</translation>
    </message>
    <message>
        <source>Rate, bits</source>
        <translation>Fréquence, bits</translation>
    </message>
    <message>
        <source>Sampling rate and bits, where all tracks have the same; the most mixed sort first</source>
        <translation>Fréquence d’échantillonnage et bits, là où toutes les pistes ont les mêmes&#x202f;; les plus mêlées d’abord</translation>
    </message>
    <message>
        <source>Odd ones out</source>
        <translation>Pistes à part</translation>
    </message>
    <message>
        <source>Tracks that do not fit in, with the reason; numbers that are missing</source>
        <translation>Pistes qui détonnent, avec la raison&#x202f;; numéros qui manquent</translation>
    </message>
</context>
<context>
    <name>AlbumsView</name>
    <message>
        <source>Albums</source>
        <translation>Albums</translation>
    </message>
    <message>
        <source>Reading the albums</source>
        <translation>Lecture des albums</translation>
    </message>
    <message>
        <source>No album matches</source>
        <translation>Aucun album ne correspond</translation>
    </message>
    <message>
        <source>No album yet: each folder with audited tracks is one</source>
        <translation>Pas encore d’album&#xa0;: chaque dossier de pistes auditées en est un</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Effacer la recherche</translation>
    </message>
</context>
<context>
    <name>AppAction</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Maj</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Haut</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Bas</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gauche</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Droite</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
</context>
<context>
    <name>ArbiterSettings</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address of the arbiter</source>
        <translation>Adresse de l’arbitre</translation>
    </message>
    <message>
        <source>address of Ollama</source>
        <translation>adresse d’Ollama</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Model of the arbiter</source>
        <translation>Modèle de l’arbitre</translation>
    </message>
    <message>
        <source>model, for example qwen2.5:7b</source>
        <translation>modèle, par exemple qwen2.5:7b</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Let it read the tags, as quoted data</source>
        <translation>Le laisser lire les étiquettes, comme données citées</translation>
    </message>
    <message>
        <source>A local model that is asked about grey tracks that no grid decides. Without a model nobody is asked. It is told numbers, never sound or paths. How often it is right nobody has measured.</source>
        <translation>Un modèle local, interrogé sur les pistes grises qu’aucune grille ne tranche. Sans modèle, personne n’est interrogé. Il reçoit des nombres, jamais de son ni de chemins. Combien de fois il a raison, personne ne l’a mesuré.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Masquer</translation>
    </message>
</context>
<context>
    <name>ChannelChoice</name>
    <message>
        <source>Mono</source>
        <translation>Mono</translation>
    </message>
    <message>
        <source>L</source>
        <comment>left channel</comment>
        <translation>G</translation>
    </message>
    <message>
        <source>R</source>
        <comment>right channel</comment>
        <translation>D</translation>
    </message>
    <message>
        <source>M</source>
        <comment>mid</comment>
        <translation>M</translation>
    </message>
    <message>
        <source>S</source>
        <comment>side</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
</context>
<context>
    <name>CoefficientPicture</name>
    <message>
        <source>Coefficients at offset %1, %2 empty</source>
        <translation>Coefficients au décalage %1, %2 de nuls</translation>
    </message>
</context>
<context>
    <name>CollectionTopics</name>
    <message>
        <source>Albums and copies</source>
        <translation>Albums et copies</translation>
    </message>
    <message>
        <source>Odd ones out</source>
        <translation>Pistes à part</translation>
    </message>
    <message>
        <source>A folder is taken as an album. A track is odd where its verdict, sampling rate or bits differ from those of more than half of the others, where it alone is damaged, where it is more than 6 LU louder or quieter than the median, or where its spectrum ends more than 2 kHz from where the others end. Folders of one or two tracks have no odd ones.</source>
        <translation>Un dossier est pris pour un album. Une piste est à part quand son verdict, sa fréquence d’échantillonnage ou ses bits diffèrent de ceux de plus de la moitié des autres, quand elle seule est endommagée, quand elle est de plus de 6&#xa0;LU plus forte ou plus faible que la médiane, ou quand son spectre finit à plus de 2&#xa0;kHz de celui des autres. Les dossiers d’une ou deux pistes n’en ont pas.</translation>
    </message>
    <message>
        <source>A convention of this program</source>
        <translation>Une convention de ce programme</translation>
    </message>
    <message>
        <source>None on an album from one production.</source>
        <translation>Aucune dans un album d’une seule production.</translation>
    </message>
    <message>
        <source>It is a lead and no verdict: hidden tracks may be louder, bonus tracks may come from elsewhere. Numbers that are missing or stand twice are told of the folder.</source>
        <translation>C’est une piste à suivre et non un verdict&#xa0;: les morceaux cachés peuvent être plus forts, les bonus venir d’ailleurs. Les numéros qui manquent ou qui sont doubles sont signalés pour le dossier.</translation>
    </message>
    <message>
        <source>Copies of a recording</source>
        <translation>Copies d’un enregistrement</translation>
    </message>
    <message>
        <source>Tracks that sound alike by their acoustic fingerprints are the same recording, whatever their container, codec, level or silence at the ends. Identical samples are equal bit for bit. A copy with another dynamic range, or one that differs in places, is probably another mastering.</source>
        <translation>Des pistes qui se ressemblent par leur empreinte acoustique sont le même enregistrement, quels que soient le conteneur, le codec, le niveau ou le silence aux extrémités. Des échantillons identiques sont égaux bit pour bit. Une copie d’une autre dynamique, ou qui diffère par endroits, est sans doute un autre mastering.</translation>
    </message>
    <message>
        <source>Chromaprint, of the first two minutes</source>
        <translation>Chromaprint, des deux premières minutes</translation>
    </message>
    <message>
        <source>Of a group, the best source stands first: by its verdict, then whether its file is whole, how far its spectrum goes, its bits, its clipping.</source>
        <translation>Dans un groupe, la meilleure source est la première&#xa0;: d’après son verdict, puis l’intégrité du fichier, l’étendue du spectre, les bits, l’écrêtage.</translation>
    </message>
    <message>
        <source>Nothing is ever deleted: what to keep is yours to decide. A fingerprint hears melody and harmony; held tones and noises are compared by their samples alone.</source>
        <translation>Rien n’est jamais supprimé&#xa0;: c’est à vous de décider quoi garder. Une empreinte entend la mélodie et l’harmonie&#x202f;; les sons tenus et les bruits ne sont comparés que par leurs échantillons.</translation>
    </message>
    <message>
        <source>Comparison and null test</source>
        <translation>Comparaison et test d’annulation</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>B is laid onto A to a hundredth of a sample: delay, drift, polarity, channels and level are taken out. What remains of B minus A is the residual; the null depth is its level less that of A over the same part.</source>
        <translation>B est posée sur A au centième d’échantillon près&#xa0;: retard, dérive, polarité, canaux et niveau sont compensés. Ce qui reste de B moins A est le résidu&#x202f;; la profondeur d’annulation est son niveau moins celui de A sur la même partie.</translation>
    </message>
    <message>
        <source>Null test; third octaves after IEC 61260-1</source>
        <translation>Test d’annulation&#x202f;; tiers d’octave selon IEC 61260-1</translation>
    </message>
    <message>
        <source>The same samples leave nothing. Another rounding leaves -90 dB and less, a lossy copy -60 to -20 dB, another mastering more.</source>
        <translation>Les mêmes échantillons ne laissent rien. Un autre arrondi laisse -90&#xa0;dB et moins, une copie avec perte de -60 à -20&#xa0;dB, un autre mastering davantage.</translation>
    </message>
    <message>
        <source>It shows a difference, never which track came first. Tracks that do not correlate are refused: an offset is never invented.</source>
        <translation>Elle montre une différence, jamais quelle piste est venue la première. Des pistes sans corrélation sont refusées&#xa0;: un décalage n’est jamais inventé.</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Integrity</source>
        <translation>Intégrité</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Done last</source>
        <translation>Dernières actions</translation>
    </message>
    <message>
        <source>Not at present</source>
        <translation>Pas possible pour l’instant</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Que voulez-vous faire&#x202f;?</translation>
    </message>
    <message>
        <source>Search actions</source>
        <translation>Rechercher une action</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>No action matches</source>
        <translation>Aucune action ne correspond</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>choisir</translation>
    </message>
    <message>
        <source>do it</source>
        <translation>exécuter</translation>
    </message>
    <message>
        <source>close</source>
        <translation>fermer</translation>
    </message>
</context>
<context>
    <name>CompareActions</name>
    <message>
        <source>Compare two tracks first</source>
        <translation>Comparez d’abord deux pistes</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Compare the two selected tracks</source>
        <translation>Comparer les deux pistes sélectionnées</translation>
    </message>
    <message>
        <source>Select two tracks</source>
        <translation>Sélectionnez deux pistes</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>Échanger A et B</translation>
    </message>
    <message>
        <source>Spectrograms linked, or with a divider</source>
        <translation>Spectrogrammes liés, ou avec un curseur de partage</translation>
    </message>
    <message>
        <source>Leave the comparison</source>
        <translation>Quitter la comparaison</translation>
    </message>
    <message>
        <source>Spectrogram of the residual in the place of B</source>
        <translation>Spectrogramme du résidu à la place de B</translation>
    </message>
    <message>
        <source>There is no residual: both are not aligned</source>
        <translation>Il n’y a pas de résidu&#xa0;: les deux ne sont pas alignées</translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Leave the comparison (Esc)</source>
        <translation>Quitter la comparaison (Échap)</translation>
    </message>
    <message>
        <source>Compare two tracks</source>
        <translation>Comparer deux pistes</translation>
    </message>
    <message>
        <source>The whole tracks</source>
        <translation>Les pistes entières</translation>
    </message>
    <message>
        <source>Spectrograms</source>
        <translation>Spectrogrammes</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Liés</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>Partage</translation>
    </message>
    <message>
        <source>Axis, window, range and colours</source>
        <translation>Axe, fenêtre, plage et couleurs</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Échanger</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>Échanger A et B</translation>
    </message>
    <message>
        <source>Residual for B</source>
        <translation>Résidu pour B</translation>
    </message>
</context>
<context>
    <name>CompareFacts</name>
    <message>
        <source>What was measured</source>
        <translation>Ce qui a été mesuré</translation>
    </message>
    <message>
        <source>Null test by frequency</source>
        <translation>Annulation par fréquence</translation>
    </message>
    <message>
        <source>third octaves, dBFS</source>
        <translation>tiers d’octave, dBFS</translation>
    </message>
    <message>
        <source>A null test shows a difference, never which track came first.</source>
        <translation>Un test d’annulation montre une différence, jamais quelle piste est venue la première.</translation>
    </message>
</context>
<context>
    <name>CompareHead</name>
    <message>
        <source>LUFS</source>
        <translation>LUFS</translation>
    </message>
    <message>
        <source>dBTP</source>
        <translation>dBTP</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>DR</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Écrêtages</translation>
    </message>
</context>
<context>
    <name>ComparePictures</name>
    <message>
        <source>Spectrogram of A: frequency in kHz over time</source>
        <translation>Spectrogramme de A&#xa0;: fréquence en kHz au fil du temps</translation>
    </message>
    <message>
        <source>Spectrogram of B: frequency in kHz over time</source>
        <translation>Spectrogramme de B&#xa0;: fréquence en kHz au fil du temps</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>Résidu</translation>
    </message>
    <message>
        <source>Spectrogram of the residual: frequency in kHz over time</source>
        <translation>Spectrogramme du résidu&#xa0;: fréquence en kHz au fil du temps</translation>
    </message>
</context>
<context>
    <name>ComparePlayer</name>
    <message>
        <source>Heard</source>
        <translation>Écoute</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Decoding both tracks</source>
        <translation>Décodage des deux pistes</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Comparaison</translation>
    </message>
</context>
<context>
    <name>CopiesBar</name>
    <message>
        <source>Looking again</source>
        <translation>Nouvelle recherche</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Compare the two selected, or the selected one with the best</source>
        <translation>Comparer les deux sélectionnées, ou la sélectionnée avec la meilleure</translation>
    </message>
    <message>
        <source>Show in table</source>
        <translation>Voir la ligne</translation>
    </message>
    <message>
        <source>Show the track in the table</source>
        <translation>Voir la piste dans le tableau</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Open the folder that it lies in</source>
        <translation>Ouvrir le dossier où elle se trouve</translation>
    </message>
    <message>
        <source>Listening to stored tracks</source>
        <translation>Écoute des pistes enregistrées</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Listen to stored tracks</source>
        <translation>Écouter les pistes enregistrées</translation>
    </message>
    <message>
        <source>What was made is kept</source>
        <translation>Ce qui est fait est gardé</translation>
    </message>
    <message>
        <source>Reads the first two minutes of each and makes its fingerprint</source>
        <translation>Lit les deux premières minutes de chacune et calcule son empreinte</translation>
    </message>
    <message>
        <source>Tracks were audited or judged since</source>
        <translation>Des pistes ont été auditées ou jugées depuis</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Chercher encore</translation>
    </message>
</context>
<context>
    <name>CopiesView</name>
    <message>
        <source>Select a copy first</source>
        <translation>Sélectionnez d’abord une copie</translation>
    </message>
    <message>
        <source>Select two copies, or one that is not the best</source>
        <translation>Sélectionnez deux copies, ou une qui n’est pas la meilleure</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Looking for copies among all audited tracks</source>
        <translation>Recherche des copies parmi toutes les pistes auditées</translation>
    </message>
    <message>
        <source>No copy matches</source>
        <translation>Aucune copie ne correspond</translation>
    </message>
    <message>
        <source>No recording is there more than once</source>
        <translation>Aucun enregistrement n’est là plus d’une fois</translation>
    </message>
    <message>
        <source>Nobody has looked for copies yet</source>
        <translation>Les copies n’ont pas encore été cherchées</translation>
    </message>
    <message>
        <source>Copies are found by how they sound, whatever their container, codec or level.</source>
        <translation>Les copies se trouvent à l’oreille, quels que soient le conteneur, le codec ou le niveau.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Effacer la recherche</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Chercher encore</translation>
    </message>
</context>
<context>
    <name>CopyActions</name>
    <message>
        <source>Show the copies first</source>
        <translation>Affichez d’abord les copies</translation>
    </message>
    <message>
        <source>Show the copy in the table</source>
        <translation>Voir la copie dans le tableau</translation>
    </message>
    <message>
        <source>Open the folder of the copy</source>
        <translation>Ouvrir le dossier de la copie</translation>
    </message>
    <message>
        <source>Listen to stored tracks</source>
        <translation>Écouter les pistes enregistrées</translation>
    </message>
    <message>
        <source>It is being done</source>
        <translation>C’est en cours</translation>
    </message>
    <message>
        <source>Every recording has its fingerprint</source>
        <translation>Chaque enregistrement a son empreinte</translation>
    </message>
    <message>
        <source>Stop listening to stored tracks</source>
        <translation>Arrêter l’écoute des pistes enregistrées</translation>
    </message>
    <message>
        <source>Nothing is being listened to</source>
        <translation>Aucune écoute en cours</translation>
    </message>
    <message>
        <source>Look for copies again</source>
        <translation>Chercher encore les copies</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Copies</translation>
    </message>
</context>
<context>
    <name>DefectTopics</name>
    <message>
        <source>Defects and channels</source>
        <translation>Défauts et canaux</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>Écrêtage</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>passages</translation>
    </message>
    <message>
        <source>Runs of at least three samples at the ceiling of their channel and polarity: at full scale, or lower where at least eight runs of four equal samples end abruptly on both sides.</source>
        <translation>Passages d’au moins trois échantillons au plafond de leur canal et de leur polarité&#xa0;: à pleine échelle, ou plus bas là où au moins huit passages de quatre échantillons égaux finissent net des deux côtés.</translation>
    </message>
    <message>
        <source>A convention of this program</source>
        <translation>Une convention de ce programme</translation>
    </message>
    <message>
        <source>None; loud masters have tens to thousands.</source>
        <translation>Aucun&#x202f;; les masters très forts en ont des dizaines, voire des milliers.</translation>
    </message>
    <message>
        <source>Not all of it can be heard, and it may be meant. Ceilings that noise or a codec has softened are not seen.</source>
        <translation>Tout ne s’entend pas, et ce peut être voulu. Les plafonds que du bruit ou un codec a adoucis ne sont pas vus.</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Clics</translation>
    </message>
    <message>
        <source>count</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>Jumps of the waveform that are over within a millisecond, twelve times larger than any other bend within 50 ms.</source>
        <translation>Sauts de la forme d’onde terminés en moins d’une milliseconde, douze fois plus grands que toute autre courbure à moins de 50&#xa0;ms.</translation>
    </message>
    <message>
        <source>None; transfers from vinyl have many.</source>
        <translation>Aucun&#x202f;; les transferts de vinyle en ont beaucoup.</translation>
    </message>
    <message>
        <source>The count is a lower bound: a dense crackle is not counted click by click.</source>
        <translation>Le nombre est un minimum&#xa0;: un crépitement dense n’est pas compté clic par clic.</translation>
    </message>
    <message>
        <source>Dropouts</source>
        <translation>Décrochages</translation>
    </message>
    <message>
        <source>Music that stands still, at zero or at one held value, or runs along a straight line for 1 to 250 ms and then goes on, with sound close by on both sides.</source>
        <translation>La musique reste figée, à zéro ou à une valeur tenue, ou suit une ligne droite pendant 1 à 250&#xa0;ms, puis reprend, avec du son tout près des deux côtés.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Aucun.</translation>
    </message>
    <message>
        <source>A pause that the music makes fades out and in and is none. Edits on purpose can be counted.</source>
        <translation>Un silence musical s’éteint et renaît en fondu&#xa0;: il n’est pas compté. Des coupes voulues peuvent l’être.</translation>
    </message>
    <message>
        <source>Dead channels</source>
        <translation>Canaux muets</translation>
    </message>
    <message>
        <source>Channels that never pass one and a half steps of 16 bits while another reaches -60 dBFS.</source>
        <translation>Canaux qui ne dépassent jamais un pas et demi de 16&#xa0;bits alors qu’un autre atteint -60&#xa0;dBFS.</translation>
    </message>
    <message>
        <source>A surround mix may leave a channel empty on purpose.</source>
        <translation>Un mixage multicanal peut laisser un canal vide à dessein.</translation>
    </message>
    <message>
        <source>Inverted polarity</source>
        <translation>Polarité inversée</translation>
    </message>
    <message>
        <source>Left and right cancel by 20 dB or more when they are added: one is the other upside down. In mono the music all but vanishes.</source>
        <translation>Gauche et droite s’annulent de 20&#xa0;dB ou plus quand on les additionne&#xa0;: l’un est l’autre retourné. En mono, la musique disparaît presque.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Non.</translation>
    </message>
    <message>
        <source>Only the two channels against each other are compared, never the polarity of the recording itself.</source>
        <translation>Seuls les deux canaux sont comparés entre eux, jamais la polarité de l’enregistrement lui-même.</translation>
    </message>
    <message>
        <source>Stereo correlation</source>
        <translation>Corrélation stéréo</translation>
    </message>
    <message>
        <source>-1 to 1</source>
        <translation>-1 à 1</translation>
    </message>
    <message>
        <source>How alike left and right are over the whole track: 1 for the same signal, 0 for unrelated ones, -1 for one upside down.</source>
        <translation>Ressemblance de la gauche et de la droite sur toute la piste&#xa0;: 1 pour le même signal, 0 pour des signaux sans rapport, -1 pour un signal retourné.</translation>
    </message>
    <message>
        <source>0.3 to 0.95.</source>
        <translation>0,3 à 0,95.</translation>
    </message>
    <message>
        <source>Wide is not wrong. One figure for a whole track hides its parts.</source>
        <translation>Large ne veut pas dire fautif. Un seul chiffre pour toute une piste cache ses parties.</translation>
    </message>
    <message>
        <source>Dual mono</source>
        <translation>Double mono</translation>
    </message>
    <message>
        <source>Left and right hold the very same samples.</source>
        <translation>Gauche et droite contiennent exactement les mêmes échantillons.</translation>
    </message>
    <message>
        <source>Old and spoken recordings.</source>
        <translation>Enregistrements anciens ou parlés.</translation>
    </message>
    <message>
        <source>It is no defect, only twice the size.</source>
        <translation>Ce n’est pas un défaut, seulement une taille doublée.</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Équilibre</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>The level of left over that of right, over the whole track.</source>
        <translation>Niveau de la gauche par rapport à celui de la droite, sur toute la piste.</translation>
    </message>
    <message>
        <source>-1 to +1.</source>
        <translation>-1 à +1.</translation>
    </message>
    <message>
        <source>Music may lean to one side on purpose.</source>
        <translation>La musique peut pencher d’un côté à dessein.</translation>
    </message>
    <message>
        <source>DC offset</source>
        <translation>Composante continue</translation>
    </message>
    <message>
        <source>of full scale</source>
        <translation>de la pleine échelle</translation>
    </message>
    <message>
        <source>The mean of the samples of the worst channel, where full scale is 1.</source>
        <translation>Moyenne des échantillons du pire canal, la pleine échelle valant 1.</translation>
    </message>
    <message>
        <source>Within 0.001 of zero.</source>
        <translation>À moins de 0,001 de zéro.</translation>
    </message>
    <message>
        <source>It takes headroom and can click at edits; it is not heard itself.</source>
        <translation>Elle prend de la réserve et peut faire claquer les coupes&#x202f;; elle-même ne s’entend pas.</translation>
    </message>
    <message>
        <source>Traces of coding</source>
        <translation>Traces de codage</translation>
    </message>
    <message>
        <source>What coding may leave in a spectrum: falls at set frequencies, bands that come and go, holes between neighbours, channels that become one, copied upper bands, sound before an onset. They stand in the Metadata tab and are what the forest weighs.</source>
        <translation>Ce qu’un codage peut laisser dans un spectre&#xa0;: chutes à des fréquences fixes, bandes qui vont et viennent, trous entre voisines, canaux confondus, aigus recopiés, son avant une attaque. Elles figurent dans l’onglet des données et sont ce que la forêt pèse.</translation>
    </message>
    <message>
        <source>A convention of this program, in bands of 250 Hz</source>
        <translation>Une convention de ce programme, par bandes de 250&#xa0;Hz</translation>
    </message>
    <message>
        <source>The evidence states what is usual for each.</source>
        <translation>Les indices donnent la valeur habituelle de chacune.</translation>
    </message>
    <message>
        <source>None of them proves anything alone.</source>
        <translation>Aucune ne prouve quoi que ce soit à elle seule.</translation>
    </message>
</context>
<context>
    <name>DetailHead</name>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>The track above (Up)</source>
        <translation>La piste au-dessus (Haut)</translation>
    </message>
    <message>
        <source>The track below (Down)</source>
        <translation>La piste au-dessous (Bas)</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Audit again (R)</source>
        <translation>Réauditer (R)</translation>
    </message>
    <message>
        <source>Back to the table (Esc)</source>
        <translation>Retour au tableau (Échap)</translation>
    </message>
    <message>
        <source>Maximise (Enter)</source>
        <translation>Agrandir (Entrée)</translation>
    </message>
    <message>
        <source>Hide the panel (F9)</source>
        <translation>Masquer le panneau (F9)</translation>
    </message>
</context>
<context>
    <name>DetailHint</name>
    <message>
        <source>%1 tracks selected</source>
        <translation>%1 pistes sélectionnées</translation>
    </message>
    <message>
        <source>Select a track to see its verdict, its measurements and the evidence.</source>
        <translation>Sélectionnez une piste pour voir son verdict, ses mesures et les indices.</translation>
    </message>
    <message>
        <source>Audit again</source>
        <translation>Réauditer</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Waveform over time; clipped runs above, clicks and dropouts as lines, silence shaded</source>
        <translation>Forme d’onde dans le temps&#x202f;; passages écrêtés en haut, clics et décrochages en traits, silence ombré</translation>
    </message>
    <message>
        <source>Loudness over time</source>
        <translation>Sonie dans le temps</translation>
    </message>
    <message>
        <source>LUFS: momentary filled, short-term as a line, integrated dashed</source>
        <translation>LUFS&#xa0;: momentanée en aplat, à court terme en trait, intégrée en tirets</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Chargement</translation>
    </message>
    <message>
        <source>Hide the panel (F9)</source>
        <translation>Masquer le panneau (F9)</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Drop files or folders anywhere</source>
        <translation>Déposez des fichiers ou des dossiers n’importe où</translation>
    </message>
    <message>
        <source>Each track is decoded, measured and judged: was it ever lossy, upsampled or padded, and is its file intact? Each verdict shows its evidence. Everything happens on this computer.</source>
        <translation>Chaque piste est décodée, mesurée et jugée&#xa0;: a-t-elle un passé avec perte, est-elle suréchantillonnée ou complétée de bits vides, son fichier est-il intact&#x202f;? Chaque verdict montre ses indices. Tout se passe sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ajouter un dossier</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Ajouter des fichiers</translation>
    </message>
    <message>
        <source>See it on a demo pair</source>
        <translation>Voir sur une paire de démonstration</translation>
    </message>
    <message>
        <source>FLAC, WAV, AIFF, ALAC, APE, WavPack, MP3, AAC, Opus, Vorbis, WMA, AC-3, Musepack</source>
        <translation>FLAC, WAV, AIFF, ALAC, APE, WavPack, MP3, AAC, Opus, Vorbis, WMA, AC-3, Musepack</translation>
    </message>
    <message>
        <source>Playlists and cue sheets too</source>
        <translation>Listes de lecture et feuilles CUE aussi</translation>
    </message>
    <message>
        <source>What a verdict can say</source>
        <translation>Ce qu’un verdict peut dire</translation>
    </message>
    <message>
        <source>lossless, no trace of a lossy past</source>
        <translation>aucun passé avec perte décelé</translation>
    </message>
    <message>
        <source>lossless file, lossy past</source>
        <translation>sans perte, passé avec perte</translation>
    </message>
    <message>
        <source>real bandwidth ends lower</source>
        <translation>bande réelle plus étroite</translation>
    </message>
    <message>
        <source>fewer real bits than declared</source>
        <translation>moins de bits réels que déclarés</translation>
    </message>
    <message>
        <source>an honest lossy file</source>
        <translation>avec perte, et le dit</translation>
    </message>
    <message>
        <source>not enough to decide; needs you</source>
        <translation>trop peu d’indices&#x202f;; à vous</translation>
    </message>
</context>
<context>
    <name>ErrorSlider</name>
    <message>
        <source>Accepted share of false accusations</source>
        <translation>Part acceptée de fausses accusations</translation>
    </message>
    <message>
        <source>%1 %, one in %2</source>
        <translation>%1&#xa0;%, une sur %2</translation>
    </message>
</context>
<context>
    <name>EvidenceRow</name>
    <message>
        <source>usual: %1</source>
        <translation>habituel&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>EvidenceTopics</name>
    <message>
        <source>Evidence</source>
        <translation>Indices</translation>
    </message>
    <message>
        <source>Suspicion</source>
        <translation>Suspicion</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 à 1</translation>
    </message>
    <message>
        <source>The probability of a lossy past: the higher of what the codec grids and what the random forest say. The forest is asked only where no grid decides.</source>
        <translation>Probabilité d’un passé avec perte&#xa0;: la plus haute entre ce que disent les grilles des codecs et ce que dit la forêt aléatoire. La forêt n’est consultée que là où aucune grille ne tranche.</translation>
    </message>
    <message>
        <source>Calibrated by Platt&apos;s scaling on tracks that grew no tree. It assumes that one in twenty of the tracks that no grid settles was once lossy.</source>
        <translation>Calibrée par la méthode de Platt sur des pistes qui n’ont fait pousser aucun arbre. Elle suppose qu’une piste sur vingt, parmi celles qu’aucune grille ne tranche, a eu un passé avec perte.</translation>
    </message>
    <message>
        <source>Below 0.35 for genuine tracks; grey from there to 0.75.</source>
        <translation>Sous 0,35 pour les pistes authentiques&#x202f;; zone grise de là à 0,75.</translation>
    </message>
    <message>
        <source>A high value alone accuses nobody: without a grid the forest must reach one less the error that you accept, 0.999 unless you move it.</source>
        <translation>Une valeur haute n’accuse personne à elle seule&#xa0;: sans grille, la forêt doit atteindre un moins l’erreur que vous acceptez, soit 0,999 si vous n’y touchez pas.</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>How probable it is that the class of the verdict is right. For genuine it is one less the suspicion; for a transcode it is the suspicion.</source>
        <translation>Probabilité que la classe du verdict soit juste. Pour une piste authentique, c’est un moins la suspicion&#x202f;; pour un transcodage, la suspicion.</translation>
    </message>
    <message>
        <source>Never 100 %: the most that is shown is &gt;99.9.</source>
        <translation>Jamais 100&#xa0;%&#xa0;: l’affichage s’arrête à &gt;99,9.</translation>
    </message>
    <message>
        <source>It is no quality of the sound. What a measurement settles, such as padding, has none.</source>
        <translation>Ce n’est pas une qualité du son. Ce qu’une mesure tranche, comme les bits ajoutés, n’en a pas.</translation>
    </message>
    <message>
        <source>Empty coefficients</source>
        <translation>Coefficients nuls</translation>
    </message>
    <message>
        <source>A lossy codec turns blocks of sound into coefficients and sets many of them to zero. The same transform at the same alignment finds them empty again. The share found there is compared with that at the other alignments of the same track; z is how far it stands above them.</source>
        <translation>Un codec avec perte change des blocs de son en coefficients et en met beaucoup à zéro. La même transformée, au même alignement, les retrouve nuls. La part trouvée là est comparée à celle des autres alignements de la même piste&#x202f;; z dit de combien elle les dépasse.</translation>
    </message>
    <message>
        <source>Each codec&apos;s own transform and block length; the bar comes from genuine tracks.</source>
        <translation>La transformée et la longueur de bloc propres à chaque codec&#x202f;; le seuil vient des pistes authentiques.</translation>
    </message>
    <message>
        <source>The evidence states the z that genuine tracks stay below.</source>
        <translation>Les indices donnent le z sous lequel restent les pistes authentiques.</translation>
    </message>
    <message>
        <source>Denoisers and editors that work in blocks leave holes as well. Where a codec&apos;s ladder should show and does not, holes alone convict nobody.</source>
        <translation>Les débruiteurs et les éditeurs qui travaillent par blocs laissent aussi des trous. Là où l’échelle d’un codec devrait apparaître et manque, les trous seuls ne condamnent personne.</translation>
    </message>
    <message>
        <source>Step ladder</source>
        <translation>Échelle de quantification</translation>
    </message>
    <message>
        <source>A codec stores each coefficient as a whole number of steps. At the right alignment the coefficients of the decoded samples still lie on those steps; the better they fit, compared with the other alignments, the higher z.</source>
        <translation>Un codec enregistre chaque coefficient comme un nombre entier de pas. Au bon alignement, les coefficients des échantillons décodés tombent encore sur ces pas&#x202f;; mieux ils y tombent, comparés aux autres alignements, plus z est haut.</translation>
    </message>
    <message>
        <source>Each codec&apos;s own bands and steps; the bar comes from genuine tracks.</source>
        <translation>Les bandes et les pas propres à chaque codec&#x202f;; le seuil vient des pistes authentiques.</translation>
    </message>
    <message>
        <source>Steps smaller than the rounding of the samples cannot be seen by anyone.</source>
        <translation>Des pas plus petits que l’arrondi des échantillons ne peuvent être vus par personne.</translation>
    </message>
    <message>
        <source>Offset and sections</source>
        <translation>Décalage et sections</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>échantillons</translation>
    </message>
    <message>
        <source>The alignment at which a grid shows, counted within one block of the codec, and how many sections of the track agree on it. A splice of lossy and lossless sound shows as a stretch.</source>
        <translation>L’alignement auquel une grille apparaît, compté à l’intérieur d’un bloc du codec, et le nombre de sections de la piste qui s’y accordent. Un montage de son avec et sans perte se voit comme un tronçon.</translation>
    </message>
    <message>
        <source>In a transcode the offset stays put from start to end; by chance it wanders.</source>
        <translation>Dans un transcodage, le décalage reste le même du début à la fin&#x202f;; par hasard, il erre.</translation>
    </message>
    <message>
        <source>A grid in a part of the track says nothing about the rest.</source>
        <translation>Une grille dans une partie de la piste ne dit rien du reste.</translation>
    </message>
    <message>
        <source>Random forest</source>
        <translation>Forêt aléatoire</translation>
    </message>
    <message>
        <source>The second judge. It weighs many small traces together: falls of the spectrum, holes, bands that come and go, intensity stereo, replicated bands, pre-echo and more. It is asked only of lossless tracks that no grid settles, and shows what moved it most.</source>
        <translation>Le second juge. Elle pèse ensemble beaucoup de petites traces&#xa0;: chutes du spectre, trous, bandes qui vont et viennent, stéréo d’intensité, bandes recopiées, pré-échos et plus encore. Elle n’est consultée que pour les pistes sans perte qu’aucune grille ne tranche, et montre ce qui l’a le plus influencée.</translation>
    </message>
    <message>
        <source>300 trees, regressed on 0 and 1; the measured figures are in the model card that comes with the program.</source>
        <translation>300 arbres, régression sur 0 et 1&#x202f;; les chiffres mesurés sont dans la fiche du modèle livrée avec le programme.</translation>
    </message>
    <message>
        <source>Below 35 % for tracks that were never lossy.</source>
        <translation>Sous 35&#xa0;% pour les pistes qui n’ont jamais été avec perte.</translation>
    </message>
    <message>
        <source>None of the traces proves anything alone, and all of them together are a probability, no proof.</source>
        <translation>Aucune des traces ne prouve quoi que ce soit à elle seule, et toutes ensemble font une probabilité, pas une preuve.</translation>
    </message>
    <message>
        <source>What would show here</source>
        <translation>Ce qui se verrait ici</translation>
    </message>
    <message>
        <source>kbit/s</source>
        <translation>kbit/s</translation>
    </message>
    <message>
        <source>For each codec, the bitrate up to which a copy of this very track would have shown its grid. Loud, dense music needs many bits and shows nearly all; quiet or simple music hides the high bitrates.</source>
        <translation>Pour chaque codec, le débit jusqu’auquel une copie de cette piste même aurait montré sa grille. Une musique forte et dense demande beaucoup de bits et montre presque tout&#x202f;; une musique calme ou simple cache les hauts débits.</translation>
    </message>
    <message>
        <source>Set on 215 copies of known past and checked on 107 others.</source>
        <translation>Réglé sur 215 copies au passé connu et vérifié sur 107 autres.</translation>
    </message>
    <message>
        <source>At the usual bitrates of a codec every copy would show.</source>
        <translation>Aux débits usuels d’un codec, chaque copie se verrait.</translation>
    </message>
    <message>
        <source>Above its limit a copy could hide, and genuine then means less.</source>
        <translation>Au-dessus de sa limite, une copie pourrait se cacher, et authentique veut alors dire moins.</translation>
    </message>
    <message>
        <source>Cutoff</source>
        <translation>Coupure</translation>
    </message>
    <message>
        <source>kHz</source>
        <translation>kHz</translation>
    </message>
    <message>
        <source>Where the spectrum ends: the upper edge of the highest band that lies 8 dB above the floor. With it go its slope in dB per kHz and its spread over the loud seconds. Where no floor is reached the cutoff is half the sample rate.</source>
        <translation>L’endroit où finit le spectre&#xa0;: le bord supérieur de la plus haute bande qui dépasse le plancher de 8&#xa0;dB. S’y ajoutent sa pente en dB par kHz et sa dispersion sur les secondes fortes. Là où aucun plancher n’est atteint, la coupure est la moitié de la fréquence d’échantillonnage.</translation>
    </message>
    <message>
        <source>A convention of this program: Hann windows of 4096 samples, bands of 1/256 of half the rate.</source>
        <translation>Une convention de ce programme&#xa0;: fenêtres de Hann de 4096 échantillons, bandes de 1/256 de la demi-fréquence.</translation>
    </message>
    <message>
        <source>Full band for modern masters; lower for old, soft or dark recordings.</source>
        <translation>Bande entière pour les masters modernes&#x202f;; moins haut pour les enregistrements anciens, doux ou sombres.</translation>
    </message>
    <message>
        <source>It proves nothing. Filters, tape, shellac and the music itself end a spectrum too.</source>
        <translation>Elle ne prouve rien. Les filtres, la bande magnétique, le 78 tours et la musique elle-même font aussi finir un spectre.</translation>
    </message>
    <message>
        <source>Effective bits</source>
        <translation>Bits effectifs</translation>
    </message>
    <message>
        <source>bit</source>
        <translation>bit</translation>
    </message>
    <message>
        <source>The declared depth less the low bits that are zero in every sample of every channel. For floating point: the coarsest grid of 8 to 24 bits on which every sample lies exactly, where there is one.</source>
        <translation>La résolution déclarée moins les bits de poids faible qui valent zéro dans chaque échantillon de chaque canal. En virgule flottante&#xa0;: la grille la plus grossière, de 8 à 24&#xa0;bits, sur laquelle chaque échantillon tombe exactement, s’il y en a une.</translation>
    </message>
    <message>
        <source>As declared.</source>
        <translation>Comme déclaré.</translation>
    </message>
    <message>
        <source>Not the same as dynamic range. Gain or dither fills the low bits.</source>
        <translation>Ce n’est pas la dynamique. Un gain ou un dither remplit les bits de poids faible.</translation>
    </message>
    <message>
        <source>Upsampling edge</source>
        <translation>Bord de suréchantillonnage</translation>
    </message>
    <message>
        <source>Hz</source>
        <translation>Hz</translation>
    </message>
    <message>
        <source>Half of a lower standard rate at which all content ends, and how far the floor above lies below the content under it.</source>
        <translation>La moitié d’une fréquence normalisée plus basse où tout contenu finit, et de combien le plancher au-dessus se trouve sous le contenu au-dessous.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Aucun.</translation>
    </message>
    <message>
        <source>The low-pass of a lossy encoder ends elsewhere and is not taken for it.</source>
        <translation>Le passe-bas d’un encodeur avec perte finit ailleurs et n’est pas pris pour lui.</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>Evidence</source>
        <translation>Indices</translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation>le plus fort d’abord</translation>
    </message>
    <message>
        <source>Hide neutral</source>
        <translation>Masquer les neutres</translation>
    </message>
    <message>
        <source>Show %1 neutral</source>
        <translation>Montrer %1 neutres</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Indice</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Mesuré</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Habituel</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>No evidence: the track was not tested.</source>
        <translation>Aucun indice&#xa0;: la piste n’a pas été testée.</translation>
    </message>
    <message>
        <source>Nothing speaks for a lossy past, for upsampling or for padding.</source>
        <translation>Rien ne parle pour un passé avec perte, un suréchantillonnage ou des bits ajoutés.</translation>
    </message>
    <message>
        <source>One grid was tried</source>
        <translation>Une grille essayée</translation>
    </message>
    <message>
        <source>%1 grids were tried</source>
        <translation>%1 grilles essayées</translation>
    </message>
    <message>
        <source>z of the best of each codec: how far it stands above chance</source>
        <translation>meilleur z de chaque codec&#xa0;: de combien il dépasse le hasard</translation>
    </message>
</context>
<context>
    <name>ExchangeDialog</name>
    <message>
        <source>Exchange with the arbiter</source>
        <translation>Échange avec l’arbitre</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>Selected tracks</source>
        <translation>Pistes sélectionnées</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Add files</source>
        <translation>Ajouter des fichiers</translation>
    </message>
    <message>
        <source>Add audio files, playlists or cue sheets</source>
        <translation>Ajouter des fichiers audio, des listes de lecture ou des feuilles CUE</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ajouter un dossier</translation>
    </message>
    <message>
        <source>Add a folder and all below it</source>
        <translation>Ajouter un dossier et tout ce qu’il contient</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
</context>
<context>
    <name>FilePickers</name>
    <message>
        <source>Add files</source>
        <translation>Ajouter des fichiers</translation>
    </message>
    <message>
        <source>Audio, playlists and cue sheets (*.flac *.wav *.wave *.aif *.aiff *.aifc *.m4a *.mp4 *.mp3 *.aac *.ogg *.oga *.opus *.wv *.ape *.mpc *.wma *.ac3 *.eac3 *.dsf *.dff *.tta *.mka *.m3u *.m3u8 *.cue)</source>
        <translation>Audio, listes de lecture et feuilles CUE (*.flac *.wav *.wave *.aif *.aiff *.aifc *.m4a *.mp4 *.mp3 *.aac *.ogg *.oga *.opus *.wv *.ape *.mpc *.wma *.ac3 *.eac3 *.dsf *.dff *.tta *.mka *.m3u *.m3u8 *.cue)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ajouter un dossier</translation>
    </message>
</context>
<context>
    <name>FileToast</name>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>FilterActions</name>
    <message>
        <source>Show only: %1</source>
        <translation>Montrer seulement&#xa0;: %1</translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation>Montrer toutes les pistes</translation>
    </message>
    <message>
        <source>Show only: damaged files</source>
        <translation>Montrer seulement&#xa0;: fichiers endommagés</translation>
    </message>
    <message>
        <source>Show only: tracks with defects</source>
        <translation>Montrer seulement&#xa0;: pistes avec défauts</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Endommagés</translation>
    </message>
    <message>
        <source>Defects</source>
        <translation>Défauts</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>En quarantaine</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Filtres enregistrés</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>Tracks in quarantine</source>
        <translation>Pistes en quarantaine</translation>
    </message>
    <message>
        <source>Save, rename or remove...</source>
        <translation>Enregistrer, renommer ou retirer…</translation>
    </message>
    <message>
        <source>Save this filter...</source>
        <translation>Enregistrer ce filtre…</translation>
    </message>
</context>
<context>
    <name>FiltersDialog</name>
    <message>
        <source>Saved filters</source>
        <translation>Filtres enregistrés</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>name for what the table shows now</source>
        <translation>nom de ce que montre le tableau</translation>
    </message>
    <message>
        <source>Name of the filter</source>
        <translation>Nom du filtre</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>None is saved yet. Search, verdicts, the other filters and the order are kept.</source>
        <translation>Aucun n’est encore enregistré. La recherche, les verdicts, les autres filtres et l’ordre sont gardés.</translation>
    </message>
    <message>
        <source>Use this filter</source>
        <translation>Utiliser ce filtre</translation>
    </message>
    <message>
        <source>New name of %1</source>
        <translation>Nouveau nom de %1</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>Renommer %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Retirer %1</translation>
    </message>
</context>
<context>
    <name>FolderChip</name>
    <message>
        <source>Only the folder %1. Show all folders</source>
        <translation>Le dossier %1 seul. Afficher tous les dossiers</translation>
    </message>
</context>
<context>
    <name>ForestSettings</name>
    <message>
        <source>Train from my verdicts (%1)</source>
        <translation>Entraîner avec mes verdicts (%1)</translation>
    </message>
    <message>
        <source>Back to the forest before</source>
        <translation>Revenir à la forêt précédente</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Use the new forest</source>
        <translation>Utiliser la nouvelle forêt</translation>
    </message>
    <message>
        <source>Keep the one in use</source>
        <translation>Garder la forêt actuelle</translation>
    </message>
</context>
<context>
    <name>Gauge</name>
    <message>
        <source>%1: not measured</source>
        <translation>%1&#xa0;: non mesuré</translation>
    </message>
</context>
<context>
    <name>GaugeGrid</name>
    <message>
        <source>Suspicion</source>
        <translation>Suspicion</translation>
    </message>
    <message>
        <source>low</source>
        <translation>faible</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grise</translation>
    </message>
    <message>
        <source>high</source>
        <translation>élevée</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>S/B</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>correct</translation>
    </message>
    <message>
        <source>good</source>
        <translation>bon</translation>
    </message>
    <message>
        <source>past 16 bit</source>
        <translation>&gt; 16&#xa0;bits</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>Écrêtage</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>passages</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>some</source>
        <translation>léger</translation>
    </message>
    <message>
        <source>many</source>
        <translation>fort</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>Crête vraie</translation>
    </message>
    <message>
        <source>dBTP</source>
        <translation>dBTP</translation>
    </message>
    <message>
        <source>safe</source>
        <translation>sûre</translation>
    </message>
    <message>
        <source>close</source>
        <translation>proche</translation>
    </message>
    <message>
        <source>over</source>
        <translation>excès</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Sonie</translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation>LUFS</translation>
    </message>
    <message>
        <source>LRA %1</source>
        <translation>LRA %1</translation>
    </message>
    <message>
        <source>Dynamics</source>
        <translation>Dyn.</translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation>Dynamique</translation>
    </message>
    <message>
        <source>DR %1</source>
        <translation>DR %1</translation>
    </message>
    <message>
        <source>narrow</source>
        <translation>étroite</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>wide</source>
        <translation>large</translation>
    </message>
</context>
<context>
    <name>GeneralSettings</name>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>Hauteur des lignes</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>Serrée</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normale</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Animations</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Réduire les animations</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Tracks audited at once. &quot;auto&quot; is one a processor. Applies at the next start.</source>
        <translation>Pistes auditées à la fois. «&#xa0;auto&#xa0;»&#xa0;: une par processeur. Prend effet au prochain démarrage.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Base de données</translation>
    </message>
    <message>
        <source>Database file</source>
        <translation>Fichier de la base de données</translation>
    </message>
    <message>
        <source>Where audits are kept. Empty: the usual place. Applies at the next start.</source>
        <translation>Où les audits sont gardés. Vide&#xa0;: l’endroit habituel. Prend effet au prochain démarrage.</translation>
    </message>
    <message>
        <source>FFmpeg</source>
        <translation>FFmpeg</translation>
    </message>
    <message>
        <source>FFmpeg program</source>
        <translation>Programme FFmpeg</translation>
    </message>
    <message>
        <source>found on the PATH</source>
        <translation>trouvé dans le PATH</translation>
    </message>
    <message>
        <source>The second reader, for Opus, WavPack, APE, WMA, AC-3 and others.</source>
        <translation>Le second lecteur, pour Opus, WavPack, APE, WMA, AC-3 et d’autres.</translation>
    </message>
</context>
<context>
    <name>GreySlider</name>
    <message>
        <source>Grey zone</source>
        <translation>Zone grise</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
</context>
<context>
    <name>GridBars</name>
    <message>
        <source>not tested</source>
        <translation>non testé</translation>
    </message>
    <message>
        <source>z %1</source>
        <translation>z %1</translation>
    </message>
    <message>
        <source>to %1: seen in tracks without that codec</source>
        <translation>jusqu’à %1&#xa0;: vu sans ce codec</translation>
    </message>
    <message>
        <source>decisive from %1</source>
        <translation>décisif dès %1</translation>
    </message>
</context>
<context>
    <name>HealthDialog</name>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Limité</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>État des services</translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limite</translation>
    </message>
    <message>
        <source>To mend</source>
        <translation>Remède</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the command %1</source>
        <translation>Copier la commande %1</translation>
    </message>
    <message>
        <source>Show at start while something is limited</source>
        <translation>Montrer au démarrage en cas de limite</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Revérifier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>HearActions</name>
    <message>
        <source>The comparison came to no end: only A can be heard</source>
        <translation>La comparaison n’a pas abouti&#xa0;: seule A peut être écoutée</translation>
    </message>
    <message>
        <source>Wait for the comparison: B is heard once it is laid onto A</source>
        <translation>Attendez la comparaison&#xa0;: B s’écoute une fois calée sur A</translation>
    </message>
    <message>
        <source>They are not the same recording: there is no residual</source>
        <translation>Ce n’est pas le même enregistrement&#xa0;: il n’y a pas de résidu</translation>
    </message>
    <message>
        <source>Hear A</source>
        <translation>Écouter A</translation>
    </message>
    <message>
        <source>Hear B, aligned and as loud as A</source>
        <translation>Écouter B, alignée et aussi forte que A</translation>
    </message>
    <message>
        <source>Hear the residual: what is left of B when A is taken away</source>
        <translation>Écouter le résidu&#xa0;: ce qui reste de B une fois A retirée</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>Résidu</translation>
    </message>
    <message>
        <source>Heard in a comparison</source>
        <translation>Écoute d’une comparaison</translation>
    </message>
    <message>
        <source>Compare two tracks first</source>
        <translation>Comparez d’abord deux pistes</translation>
    </message>
</context>
<context>
    <name>HelpActions</name>
    <message>
        <source>Find an action</source>
        <translation>Rechercher une action</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Help on verdicts and measures</source>
        <translation>Aide sur les verdicts et mesures</translation>
    </message>
    <message>
        <source>Explain what is under the pointer</source>
        <translation>Expliquer ce qui est sous le pointeur</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>What is measured, and what it means</source>
        <translation>Ce qui est mesuré, et ce que cela veut dire</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Rechercher dans l’aide</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Sujets</translation>
    </message>
    <message>
        <source>No topic matches</source>
        <translation>Aucun sujet ne correspond</translation>
    </message>
</context>
<context>
    <name>HelpSpot</name>
    <message>
        <source>Explain</source>
        <translation>Expliquer</translation>
    </message>
</context>
<context>
    <name>HelpText</name>
    <message>
        <source>Basis</source>
        <translation>Référence</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Habituel</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Réserve</translation>
    </message>
</context>
<context>
    <name>HistoryRow</name>
    <message>
        <source>File of %1, %2</source>
        <translation>Fichier du %1, %2</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Reading the history</source>
        <translation>Lecture de l’historique</translation>
    </message>
    <message>
        <source>No audit of this track is kept yet. The first one begins its history.</source>
        <translation>Aucun audit de cette piste n’est encore conservé. Le premier ouvrira son historique.</translation>
    </message>
</context>
<context>
    <name>JudgingSettings</name>
    <message>
        <source>False accusations</source>
        <translation>Fausses accusations</translation>
    </message>
    <message>
        <source>How many genuine tracks in a hundred you would let the forest accuse wrongly. A codec grid has its own bar, far stricter. Stored audits are judged again at once.</source>
        <translation>Combien de pistes authentiques sur cent vous laisseriez la forêt accuser à tort. Une grille de codec a son propre seuil, bien plus strict. Les audits enregistrés sont rejugés aussitôt.</translation>
    </message>
    <message>
        <source>Grey zone</source>
        <translation>Zone grise</translation>
    </message>
    <message>
        <source>Probabilities of a lossy past that leave a track inconclusive, and a question for the arbiter.</source>
        <translation>Probabilités d’un passé avec perte qui laissent une piste indéterminée, et posent une question à l’arbitre.</translation>
    </message>
    <message>
        <source>Forest</source>
        <translation>Forêt</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <translation>Second avis</translation>
    </message>
</context>
<context>
    <name>KeyCaps</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Maj</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
</context>
<context>
    <name>LadderHistogram</name>
    <message>
        <source>Ladder at offset %1: %2</source>
        <translation>Échelle au décalage %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>even</source>
        <translation>uniforme</translation>
    </message>
    <message>
        <source>Offset %1</source>
        <translation>Décalage %1</translation>
    </message>
</context>
<context>
    <name>LimitsCard</name>
    <message>
        <source>What would show here</source>
        <translation>Ce qui se verrait ici</translation>
    </message>
    <message>
        <source>above it, a copy could hide</source>
        <translation>au-dessus, une copie pourrait se cacher</translation>
    </message>
    <message>
        <source>at the bitrates that are usual, every copy</source>
        <translation>aux débits usuels, chaque copie</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Audiopro</source>
        <translation>Audiopro</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
</context>
<context>
    <name>MainToolbar</name>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Name, folder, evidence</source>
        <translation>Nom, dossier, indices</translation>
    </message>
    <message>
        <source>Search tracks</source>
        <translation>Rechercher des pistes</translation>
    </message>
    <message>
        <source>Ctrl F</source>
        <translation>Ctrl F</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Project: %1</source>
        <translation>Projet&#xa0;: %1</translation>
    </message>
    <message>
        <source>Reports, certificates, pictures and the policy</source>
        <translation>Rapports, certificats, images et politique</translation>
    </message>
</context>
<context>
    <name>MarkActions</name>
    <message>
        <source>Select a track first</source>
        <translation>Sélectionnez d’abord une piste</translation>
    </message>
    <message>
        <source>My verdict: genuine</source>
        <translation>Mon verdict&#xa0;: authentique</translation>
    </message>
    <message>
        <source>My verdict: transcode</source>
        <translation>Mon verdict&#xa0;: transcodage</translation>
    </message>
    <message>
        <source>My verdict: upsampled</source>
        <translation>Mon verdict&#xa0;: suréchantillonné</translation>
    </message>
    <message>
        <source>My verdict: padded</source>
        <translation>Mon verdict&#xa0;: bits ajoutés</translation>
    </message>
    <message>
        <source>My verdict: not sure</source>
        <translation>Mon verdict&#xa0;: incertain</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Incertain</translation>
    </message>
    <message>
        <source>My verdict, with codec and note</source>
        <translation>Mon verdict, avec codec et note</translation>
    </message>
    <message>
        <source>With codec and note...</source>
        <translation>Avec codec et note…</translation>
    </message>
    <message>
        <source>Take my verdict off</source>
        <translation>Retirer mon verdict</translation>
    </message>
    <message>
        <source>My verdict</source>
        <translation>Mon verdict</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler la dernière action</translation>
    </message>
    <message>
        <source>Take back the last verdict, move of files or removed filter</source>
        <translation>Revenir sur le dernier verdict, déplacement de fichiers ou filtre retiré</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Il n’y a rien à annuler</translation>
    </message>
</context>
<context>
    <name>MarkDialog</name>
    <message>
        <source>My verdict on %1 tracks</source>
        <translation>Mon verdict sur %1 pistes</translation>
    </message>
    <message>
        <source>My verdict</source>
        <translation>Mon verdict</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Genuine</source>
        <translation>Authentique</translation>
    </message>
    <message>
        <source>Transcode</source>
        <translation>Transcodage</translation>
    </message>
    <message>
        <source>Upsampled</source>
        <translation>Suréchantillonné</translation>
    </message>
    <message>
        <source>Padded</source>
        <translation>Bits ajoutés</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Incertain</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Depuis</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>Codec</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>what you heard or know</source>
        <translation>ce que vous avez entendu ou savez</translation>
    </message>
    <message>
        <source>Your verdict stands over the machine&apos;s, here and wherever the same recording turns up. The file is not touched.</source>
        <translation>Votre verdict prime sur celui de la machine, ici et partout où le même enregistrement reparaît. Le fichier n’est pas touché.</translation>
    </message>
    <message>
        <source>Take my verdict off</source>
        <translation>Retirer mon verdict</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Set verdict</source>
        <translation>Valider le verdict</translation>
    </message>
</context>
<context>
    <name>MetadataView</name>
    <message>
        <source>Metadata and measurements</source>
        <translation>Métadonnées et mesures</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>NetworkCard</name>
    <message>
        <source>What the network looked at</source>
        <translation>Ce que le réseau a examiné</translation>
    </message>
    <message>
        <source>kHz over time: its patches side by side</source>
        <translation>kHz selon le temps : ses extraits côte à côte</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Show where</source>
        <translation>Montrer où</translation>
    </message>
    <message>
        <source>The track is being decoded for the network</source>
        <translation>La piste est en cours de décodage pour le réseau</translation>
    </message>
    <message>
        <source>Shows which moments and frequencies spoke. The track is decoded again for it; nothing is kept.</source>
        <translation>Montre quels instants et quelles fréquences ont parlé. La piste est décodée de nouveau pour cela&#x202f;; rien n’est conservé.</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Examen en cours</translation>
    </message>
    <message>
        <source>Where the network leaned, time by frequency</source>
        <translation>Où le réseau a penché, temps et fréquence</translation>
    </message>
    <message>
        <source>Log-odds of each patch</source>
        <translation>Logit de chaque extrait</translation>
    </message>
    <message>
        <source>towards lossy, bars up</source>
        <translation>vers « avec perte », barres vers le haut</translation>
    </message>
    <message>
        <source>towards genuine, bars down</source>
        <translation>vers « authentique », barres vers le bas</translation>
    </message>
    <message>
        <source>A weak witness: this shows where the network leaned, and proves nothing.</source>
        <translation>Un témoin faible : ceci montre où le réseau a penché et ne prouve rien.</translation>
    </message>
    <message>
        <source>The network in use now (%1) is not the one that the audit heard (%2).</source>
        <translation>Le réseau utilisé maintenant (%1) n’est pas celui que l’audit a entendu (%2).</translation>
    </message>
</context>
<context>
    <name>NetworkSettings</name>
    <message>
        <source>Let a small network look at each track</source>
        <translation>Laisser un petit réseau regarder chaque piste</translation>
    </message>
    <message>
        <source>A weak witness beside the forest: it convicts nobody, and needs ONNX Runtime. It comes switched off, as it found nothing more in our tests. From the next audit on; tracks that it has not looked at are audited again when they are added again.</source>
        <translation>Un témoin faible à côté de la forêt : il ne condamne personne, et il lui faut ONNX Runtime. Il est livré désactivé, car il n’a rien trouvé de plus dans nos essais. À partir du prochain audit&#x202f;; les pistes qu’il n’a pas regardées sont auditées de nouveau quand on les ajoute de nouveau.</translation>
    </message>
    <message>
        <source>Library of ONNX Runtime</source>
        <translation>Bibliothèque d’ONNX Runtime</translation>
    </message>
    <message>
        <source>library of ONNX Runtime, looked for in the usual places</source>
        <translation>bibliothèque d’ONNX Runtime, cherchée aux endroits habituels</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose the library of ONNX Runtime</source>
        <translation>Choisir la bibliothèque d’ONNX Runtime</translation>
    </message>
</context>
<context>
    <name>NoticeSettings</name>
    <message>
        <source>Transcodes</source>
        <translation>Transcodages</translation>
    </message>
    <message>
        <source>Upsampled tracks</source>
        <translation>Pistes suréchantillonnées</translation>
    </message>
    <message>
        <source>Padded tracks</source>
        <translation>Pistes aux bits ajoutés</translation>
    </message>
    <message>
        <source>Damaged files</source>
        <translation>Fichiers endommagés</translation>
    </message>
    <message>
        <source>Tracks that could not be audited</source>
        <translation>Pistes qui n’ont pas pu être auditées</translation>
    </message>
    <message>
        <source>Technical defects, such as clipping</source>
        <translation>Défauts techniques, comme l’écrêtage</translation>
    </message>
    <message>
        <source>That nothing suspicious was found</source>
        <translation>Que rien de suspect n’a été trouvé</translation>
    </message>
    <message>
        <source>Tell me of</source>
        <translation>M’avertir de</translation>
    </message>
    <message>
        <source>One notice at the end of a batch, never one a track: of files from watched folders always, of all others while another window is in front. A batch of a minute or more ends with a notice in any case then.</source>
        <translation>Un avis à la fin d’un lot, jamais un par piste&#xa0;: toujours pour les fichiers des dossiers surveillés, pour les autres quand une autre fenêtre est devant. Un lot d’une minute ou plus finit alors par un avis dans tous les cas.</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>An earlier run was interrupted: one track waits.</source>
        <translation>Un audit précédent a été interrompu&#xa0;: une piste attend.</translation>
    </message>
    <message>
        <source>An earlier run was interrupted: %1 tracks wait.</source>
        <translation>Un audit précédent a été interrompu&#xa0;: %1 pistes attendent.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
</context>
<context>
    <name>OutcomeDialog</name>
    <message>
        <source>Files that stay</source>
        <translation>Fichiers restés en place</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>PaletteRow</name>
    <message>
        <source>%1, not at present: %2</source>
        <translation>%1, pas possible pour l’instant&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Size in pixels</source>
        <translation>Taille en pixels</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autre</translation>
    </message>
    <message>
        <source>Width and height in pixels</source>
        <translation>Largeur et hauteur en pixels</translation>
    </message>
    <message>
        <source>The part and the look that are shown, with axes, verdict and how it was made. No folder is named in it.</source>
        <translation>La partie et l’aspect affichés, avec les axes, le verdict et la façon dont l’image a été faite. Aucun dossier n’y est nommé.</translation>
    </message>
    <message>
        <source>From 480 × 320 to 16384 × 16384, written like 2560x1440.</source>
        <translation>De 480 × 320 à 16384 × 16384, écrit comme 2560x1440.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Enregistrer...</translation>
    </message>
</context>
<context>
    <name>PlayActions</name>
    <message>
        <source>Select one track first</source>
        <translation>Sélectionnez d’abord une seule piste</translation>
    </message>
    <message>
        <source>The track has one channel</source>
        <translation>La piste n’a qu’un canal</translation>
    </message>
    <message>
        <source>Hear the difference: what lies above the cutoff</source>
        <translation>Écouter la différence&#xa0;: ce qui est au-dessus de la coupure</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
    <message>
        <source>The track is not opened yet: play it first</source>
        <translation>La piste n’est pas encore ouverte&#xa0;: lisez-la d’abord</translation>
    </message>
    <message>
        <source>Match the loudness of tracks</source>
        <translation>Égaliser la sonie des pistes</translation>
    </message>
    <message>
        <source>Louder tracks are turned down to -18 LUFS</source>
        <translation>Les pistes plus fortes sont ramenées à -18&#xa0;LUFS</translation>
    </message>
    <message>
        <source>Hear both channels</source>
        <translation>Écouter les deux canaux</translation>
    </message>
    <message>
        <source>Hear the left channel</source>
        <translation>Écouter le canal gauche</translation>
    </message>
    <message>
        <source>Hear the right channel</source>
        <translation>Écouter le canal droit</translation>
    </message>
    <message>
        <source>Hear the mid (half the sum)</source>
        <translation>Écouter le milieu (demi-somme)</translation>
    </message>
    <message>
        <source>Hear the side (half the difference)</source>
        <translation>Écouter le côté (demi-différence)</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>Lecteur</translation>
    </message>
    <message>
        <source>Leave the comparison first</source>
        <translation>Quittez d’abord la comparaison</translation>
    </message>
</context>
<context>
    <name>PlayerActions</name>
    <message>
        <source>Play or pause</source>
        <translation>Lire ou mettre en pause</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Back by 5 seconds</source>
        <translation>Reculer de 5 secondes</translation>
    </message>
    <message>
        <source>On by 5 seconds</source>
        <translation>Avancer de 5 secondes</translation>
    </message>
    <message>
        <source>Back by 1 second</source>
        <translation>Reculer de 1 seconde</translation>
    </message>
    <message>
        <source>On by 1 second</source>
        <translation>Avancer de 1 seconde</translation>
    </message>
    <message>
        <source>To the beginning of the track</source>
        <translation>Au début de la piste</translation>
    </message>
    <message>
        <source>Repeat the selection</source>
        <translation>Répéter la sélection</translation>
    </message>
    <message>
        <source>Stop repeating the selection</source>
        <translation>Ne plus répéter la sélection</translation>
    </message>
    <message>
        <source>Select a part of a picture first: drag over it</source>
        <translation>Sélectionnez d’abord une partie d’une image en la parcourant avec la souris</translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>L</source>
        <comment>left channel</comment>
        <translation>G</translation>
    </message>
    <message>
        <source>R</source>
        <comment>right channel</comment>
        <translation>D</translation>
    </message>
    <message>
        <source>M</source>
        <comment>mid</comment>
        <translation>M</translation>
    </message>
    <message>
        <source>S</source>
        <comment>side</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>LR</source>
        <comment>both channels</comment>
        <translation>GD</translation>
    </message>
    <message>
        <source>Which channels are heard</source>
        <translation>Canaux écoutés</translation>
    </message>
</context>
<context>
    <name>PlayerLine</name>
    <message>
        <source>Player</source>
        <translation>Lecteur</translation>
    </message>
    <message>
        <source>Position: %1 of %2</source>
        <translation>Position&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>/ %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>Position in seconds</source>
        <translation>Position en secondes</translation>
    </message>
    <message>
        <source>Volume: %1 %</source>
        <translation>Volume&#xa0;: %1&#xa0;%</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>Nothing to draw for this track</source>
        <translation>Rien à tracer pour cette piste</translation>
    </message>
</context>
<context>
    <name>PlotCaption</name>
    <message>
        <source>Offset %1</source>
        <translation>Décalage %1</translation>
    </message>
</context>
<context>
    <name>PolicyMenu</name>
    <message>
        <source>Policy</source>
        <translation>Politique</translation>
    </message>
    <message>
        <source>It is in use</source>
        <translation>En vigueur</translation>
    </message>
</context>
<context>
    <name>ProgramActions</name>
    <message>
        <source>It is in use</source>
        <translation>C’est le thème utilisé</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>État</translation>
    </message>
    <message>
        <source>What answers on this computer</source>
        <translation>Ce qui répond sur cet ordinateur</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>Thème&#xa0;: sombre</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>Thème&#xa0;: clair</translation>
    </message>
    <message>
        <source>Theme: as the system</source>
        <translation>Thème&#xa0;: celui du système</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
</context>
<context>
    <name>ProjectActions</name>
    <message>
        <source>New project</source>
        <translation>Nouveau projet</translation>
    </message>
    <message>
        <source>New...</source>
        <translation>Nouveau...</translation>
    </message>
    <message>
        <source>Start a database of its own; it opens in the place of this one</source>
        <translation>Commencer une base de données à part&#x202f;; elle s’ouvre à la place de celle-ci</translation>
    </message>
    <message>
        <source>Open a project file</source>
        <translation>Ouvrir un fichier de projet</translation>
    </message>
    <message>
        <source>Open file...</source>
        <translation>Ouvrir un fichier...</translation>
    </message>
    <message>
        <source>Rename this project</source>
        <translation>Renommer ce projet</translation>
    </message>
    <message>
        <source>Rename...</source>
        <translation>Renommer...</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Aucun projet n’est ouvert</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projet</translation>
    </message>
</context>
<context>
    <name>ProjectDialogs</name>
    <message>
        <source>New project</source>
        <translation>Nouveau projet</translation>
    </message>
    <message>
        <source>Rename this project</source>
        <translation>Renommer ce projet</translation>
    </message>
    <message>
        <source>Its audits are kept in a database of their own. The window closes and opens again on it; an audit that runs now is offered again when you come back.</source>
        <translation>Ses audits sont gardés dans une base de données à part. La fenêtre se ferme et se rouvre dessus&#x202f;; un audit en cours vous est proposé de nouveau à votre retour.</translation>
    </message>
    <message>
        <source>The file keeps its name.</source>
        <translation>Le fichier garde son nom.</translation>
    </message>
    <message>
        <source>Create and open</source>
        <translation>Créer et ouvrir</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Open a project file</source>
        <translation>Ouvrir un fichier de projet</translation>
    </message>
    <message>
        <source>Audiopro databases (*.db)</source>
        <translation>Bases de données Audiopro (*.db)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>ProjectMenu</name>
    <message>
        <source>It is open</source>
        <translation>Ouvert</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <source>Leaves it out of this list; its file stays</source>
        <translation>Le retire de cette liste&#x202f;; son fichier reste</translation>
    </message>
</context>
<context>
    <name>ProofCards</name>
    <message>
        <source>%1 at offset %2; median of the others %3</source>
        <translation>%1 au décalage %2&#x202f;; médiane des autres %3</translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation>décalage %1</translation>
    </message>
    <message>
        <source>all others: median %1, spread shaded</source>
        <translation>autres&#xa0;: médiane %1, étendue ombrée</translation>
    </message>
    <message>
        <source>others: median %1</source>
        <translation>autres&#xa0;: médiane %1</translation>
    </message>
    <message>
        <source>Close up: offset %1 and its neighbours</source>
        <translation>Gros plan&#xa0;: décalage %1 et ses voisins</translation>
    </message>
    <message>
        <source>close up</source>
        <translation>gros plan</translation>
    </message>
    <message>
        <source>empty coefficient</source>
        <translation>coefficient nul</translation>
    </message>
    <message>
        <source>with content</source>
        <translation>avec contenu</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>concorde</translation>
    </message>
    <message>
        <source>no grid</source>
        <translation>aucune grille</translation>
    </message>
    <message>
        <source>another offset</source>
        <translation>autre décalage</translation>
    </message>
    <message>
        <source>too quiet</source>
        <translation>trop faible</translation>
    </message>
</context>
<context>
    <name>QuarantineActions</name>
    <message>
        <source>Select a track first</source>
        <translation>Sélectionnez d’abord une piste</translation>
    </message>
    <message>
        <source>Files are being moved already</source>
        <translation>Des fichiers sont déjà en cours de déplacement</translation>
    </message>
    <message>
        <source>Move to quarantine</source>
        <translation>Mettre en quarantaine</translation>
    </message>
    <message>
        <source>Move %1 tracks to quarantine...</source>
        <translation>Mettre %1 en quarantaine…</translation>
    </message>
    <message>
        <source>Move to quarantine...</source>
        <translation>Mettre en quarantaine…</translation>
    </message>
    <message>
        <source>Move the files to a folder of their own; nothing is deleted</source>
        <translation>Déplacer les fichiers dans un dossier à part&#x202f;; rien n’est supprimé</translation>
    </message>
    <message>
        <source>Restore from quarantine</source>
        <translation>Sortir de quarantaine</translation>
    </message>
    <message>
        <source>Restore %1 tracks</source>
        <translation>Restaurer %1 pistes</translation>
    </message>
    <message>
        <source>Move the files back to where they were</source>
        <translation>Remettre les fichiers là où ils étaient</translation>
    </message>
    <message>
        <source>Restore everything from quarantine</source>
        <translation>Tout sortir de quarantaine</translation>
    </message>
    <message>
        <source>Restore everything...</source>
        <translation>Tout restaurer…</translation>
    </message>
    <message>
        <source>Stop moving files</source>
        <translation>Arrêter le déplacement</translation>
    </message>
    <message>
        <source>No file is being moved</source>
        <translation>Aucun fichier n’est en cours de déplacement</translation>
    </message>
    <message>
        <source>Show only: tracks in quarantine</source>
        <translation>Montrer seulement&#xa0;: pistes en quarantaine</translation>
    </message>
    <message>
        <source>Play in the default player</source>
        <translation>Lire dans le lecteur par défaut</translation>
    </message>
    <message>
        <source>Quarantine and players</source>
        <translation>Quarantaine et lecteurs</translation>
    </message>
</context>
<context>
    <name>QuarantineDialog</name>
    <message>
        <source>Restore everything from quarantine</source>
        <translation>Tout sortir de quarantaine</translation>
    </message>
    <message>
        <source>Move to quarantine</source>
        <translation>Mettre en quarantaine</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Vers</translation>
    </message>
    <message>
        <source>Each to where it came from</source>
        <translation>Chacun là d’où il vient</translation>
    </message>
    <message>
        <source>No folder is chosen yet</source>
        <translation>Aucun dossier n’est encore choisi</translation>
    </message>
    <message>
        <source>Quarantine folder: %1</source>
        <translation>Dossier de quarantaine&#xa0;: %1</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>An empty or a new folder; later scans pass it over</source>
        <translation>Un dossier vide ou nouveau&#x202f;; les prochains audits le passent</translation>
    </message>
    <message>
        <source>No file is overwritten: one whose old place is taken stays in quarantine. It can be undone with Ctrl+Z.</source>
        <translation>Aucun fichier n’est écrasé&#xa0;: celui dont l’ancienne place est prise reste en quarantaine. Annulable avec Ctrl+Z.</translation>
    </message>
    <message>
        <source>The folders of the files are kept there. No file is overwritten or deleted, and it can be undone with Ctrl+Z or by Restore, at any time.</source>
        <translation>Les dossiers des fichiers y sont gardés. Aucun fichier n’est écrasé ni supprimé&#x202f;; annulable à tout moment avec Ctrl+Z ou par Restaurer.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Restore the file</source>
        <translation>Restaurer le fichier</translation>
    </message>
    <message>
        <source>Restore %1 files</source>
        <translation>Restaurer %1 fichiers</translation>
    </message>
    <message>
        <source>Move the file</source>
        <translation>Déplacer le fichier</translation>
    </message>
    <message>
        <source>Move %1 files</source>
        <translation>Déplacer %1 fichiers</translation>
    </message>
</context>
<context>
    <name>RegionBar</name>
    <message>
        <source>Selection</source>
        <translation>Sélection</translation>
    </message>
    <message>
        <source>Forget the selection (Esc)</source>
        <translation>Oublier la sélection (Échap)</translation>
    </message>
</context>
<context>
    <name>ReportActions</name>
    <message>
        <source>Something is being written</source>
        <translation>Une écriture est en cours</translation>
    </message>
    <message>
        <source>There is nothing to export yet</source>
        <translation>Il n’y a encore rien à exporter</translation>
    </message>
    <message>
        <source>Select a track first</source>
        <translation>Sélectionnez d’abord une piste</translation>
    </message>
    <message>
        <source>Export the table as CSV</source>
        <translation>Exporter le tableau en CSV</translation>
    </message>
    <message>
        <source>Table as CSV...</source>
        <translation>Tableau en CSV...</translation>
    </message>
    <message>
        <source>Write every row to a file</source>
        <translation>Écrire toutes les lignes dans un fichier</translation>
    </message>
    <message>
        <source>Export the table as a spreadsheet</source>
        <translation>Exporter le tableau en feuille de calcul</translation>
    </message>
    <message>
        <source>Table as spreadsheet...</source>
        <translation>Tableau en feuille de calcul...</translation>
    </message>
    <message>
        <source>Excel and LibreOffice, with typed cells</source>
        <translation>Excel et LibreOffice, avec des cellules typées</translation>
    </message>
    <message>
        <source>Export the report as a web page</source>
        <translation>Exporter le rapport en page web</translation>
    </message>
    <message>
        <source>Report as web page...</source>
        <translation>Rapport en page web...</translation>
    </message>
    <message>
        <source>One page that holds everything, to send or to print</source>
        <translation>Une seule page qui contient tout, à envoyer ou à imprimer</translation>
    </message>
    <message>
        <source>Export the reports as JSON lines</source>
        <translation>Exporter les rapports en lignes JSON</translation>
    </message>
    <message>
        <source>Reports as JSON lines...</source>
        <translation>Rapports en lignes JSON...</translation>
    </message>
    <message>
        <source>Export the selected tracks as CSV</source>
        <translation>Exporter les pistes sélectionnées en CSV</translation>
    </message>
    <message>
        <source>As CSV...</source>
        <translation>En CSV...</translation>
    </message>
    <message>
        <source>Export the selected tracks as a spreadsheet</source>
        <translation>Exporter les pistes sélectionnées en feuille de calcul</translation>
    </message>
    <message>
        <source>As spreadsheet...</source>
        <translation>En feuille de calcul...</translation>
    </message>
    <message>
        <source>Export the selected tracks as a web page</source>
        <translation>Exporter les pistes sélectionnées en page web</translation>
    </message>
    <message>
        <source>As web page...</source>
        <translation>En page web...</translation>
    </message>
    <message>
        <source>Export the selected tracks as JSON lines</source>
        <translation>Exporter les pistes sélectionnées en lignes JSON</translation>
    </message>
    <message>
        <source>As JSON lines...</source>
        <translation>En lignes JSON...</translation>
    </message>
    <message>
        <source>Write a certificate</source>
        <translation>Écrire un certificat</translation>
    </message>
    <message>
        <source>Certificate of %1 tracks...</source>
        <translation>Certificat de %1 pistes...</translation>
    </message>
    <message>
        <source>Certificate...</source>
        <translation>Certificat...</translation>
    </message>
    <message>
        <source>A PDF that says what was found in which file, to frame and to check</source>
        <translation>Un PDF qui dit ce qui a été trouvé dans quel fichier, à conserver et à vérifier</translation>
    </message>
    <message>
        <source>Check a certificate</source>
        <translation>Vérifier un certificat</translation>
    </message>
    <message>
        <source>Check a certificate...</source>
        <translation>Vérifier un certificat...</translation>
    </message>
    <message>
        <source>Whether it is as it was made, and which files belong to it</source>
        <translation>S’il est tel qu’il a été fait, et quels fichiers lui correspondent</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Save the picture...</source>
        <translation>Enregistrer l’image...</translation>
    </message>
    <message>
        <source>Spectrogram, spectrum, waveform or loudness as shown, as PNG</source>
        <translation>Spectrogramme, spectre, forme d’onde ou sonie tels qu’affichés, en PNG</translation>
    </message>
    <message>
        <source>Show a spectrogram, spectrum, waveform or loudness first</source>
        <translation>Affichez d’abord un spectrogramme, un spectre, une forme d’onde ou la sonie</translation>
    </message>
    <message>
        <source>Choose a policy file</source>
        <translation>Choisir un fichier de politique</translation>
    </message>
    <message>
        <source>Choose file...</source>
        <translation>Choisir un fichier...</translation>
    </message>
    <message>
        <source>Rules in TOML that each track is held against</source>
        <translation>Des règles en TOML auxquelles chaque piste est confrontée</translation>
    </message>
    <message>
        <source>Hold tracks against no policy</source>
        <translation>Ne confronter les pistes à aucune politique</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
</context>
<context>
    <name>ReportDialogs</name>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Spreadsheet (*.xlsx)</source>
        <translation>Feuille de calcul (*.xlsx)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Page web (*.html)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>Lignes JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Write a certificate</source>
        <translation>Écrire un certificat</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Check a certificate</source>
        <translation>Vérifier un certificat</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Files that the certificate may be about</source>
        <translation>Fichiers que le certificat pourrait concerner</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Choose a policy file</source>
        <translation>Choisir un fichier de politique</translation>
    </message>
    <message>
        <source>Policy (*.toml)</source>
        <translation>Politique (*.toml)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>ReportNotice</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ResidualBands</name>
    <message>
        <source>%1: A %2, residual %3</source>
        <translation>%1&#xa0;: A %2, résidu %3</translation>
    </message>
    <message>
        <source>Levels of A and of the residual in third octaves</source>
        <translation>Niveaux de A et du résidu en tiers d’octave</translation>
    </message>
    <message>
        <source>A wide, residual B - A narrow</source>
        <translation>A large, résidu B - A étroit</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>My verdict</source>
        <translation>Mon verdict</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
</context>
<context>
    <name>RunActions</name>
    <message>
        <source>Nothing is being audited</source>
        <translation>Aucun audit en cours</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Suspendre ou reprendre</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancel everything that waits or runs</source>
        <translation>Annuler tout ce qui attend ou tourne</translation>
    </message>
    <message>
        <source>Audits</source>
        <translation>Audits</translation>
    </message>
</context>
<context>
    <name>SectionStrip</name>
    <message>
        <source>The codec grid holds in %1 of %2 sections</source>
        <translation>La grille du codec tient dans %1 sections sur %2</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Arbiter</source>
        <translation>Arbitre</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>Jugement</translation>
    </message>
    <message>
        <source>Watch folders</source>
        <translation>Surveillance</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Dossier à surveiller</translation>
    </message>
    <message>
        <source>Library of ONNX Runtime</source>
        <translation>Bibliothèque d’ONNX Runtime</translation>
    </message>
    <message>
        <source>Libraries (*.so *.so.* *.dylib *.dll)</source>
        <translation>Bibliothèques (*.so *.so.* *.dylib *.dll)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Filter by word or key</source>
        <translation>Filtrer par mot ou par touche</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>No key matches</source>
        <translation>Aucune touche ne correspond</translation>
    </message>
    <message>
        <source>Single letters work outside text fields and with no dialog open. Ctrl+K finds everything, with a key or without.</source>
        <translation>Les lettres seules agissent hors des champs de texte et sans dialogue ouvert. Ctrl+K trouve tout, avec ou sans touche.</translation>
    </message>
</context>
<context>
    <name>SoundFrame</name>
    <message>
        <source>Opening the track...</source>
        <translation>Ouverture de la piste…</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>Décodage</translation>
    </message>
</context>
<context>
    <name>SoundTabs</name>
    <message>
        <source>Spectrogram</source>
        <translation>Spectrogramme</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Indices</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Spectre</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Onde</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Sonie</translation>
    </message>
    <message>
        <source>Stereo</source>
        <translation>Stéréo</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
</context>
<context>
    <name>SoundTopics</name>
    <message>
        <source>Loudness and level</source>
        <translation>Sonie et niveau</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Sonie</translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation>LUFS</translation>
    </message>
    <message>
        <source>Integrated loudness of the whole track: K-weighted energy in blocks of 400 ms, without those below -70 LUFS and those more than 10 LU below the mean of the rest.</source>
        <translation>Sonie intégrée de toute la piste&#xa0;: énergie pondérée K par blocs de 400&#xa0;ms, sans ceux sous -70&#xa0;LUFS ni ceux à plus de 10&#xa0;LU sous la moyenne des autres.</translation>
    </message>
    <message>
        <source>ITU-R BS.1770-4, EBU R 128</source>
        <translation>UIT-R BS.1770-4, EBU R 128</translation>
    </message>
    <message>
        <source>Broadcast -23, streaming about -14, loud pop -9 to -6. The two marks of the gauge are the first two.</source>
        <translation>Radiodiffusion -23, streaming environ -14, pop forte -9 à -6. Les deux repères de la jauge sont les deux premiers.</translation>
    </message>
    <message>
        <source>Louder is no fault and no quality. It says nothing about a lossy past.</source>
        <translation>Plus fort n’est ni un défaut ni une qualité. Cela ne dit rien d’un passé avec perte.</translation>
    </message>
    <message>
        <source>Loudness range (LRA)</source>
        <translation>Plage de sonie (LRA)</translation>
    </message>
    <message>
        <source>LU</source>
        <translation>LU</translation>
    </message>
    <message>
        <source>How far the loudness moves over the track: the distance between the 10th and the 95th percentile of the short-term loudness (3 s), without what lies below -70 LUFS or more than 20 LU below the mean.</source>
        <translation>De combien la sonie varie sur la piste&#xa0;: l’écart entre le 10e et le 95e centile de la sonie à court terme (3&#xa0;s), sans ce qui est sous -70&#xa0;LUFS ou à plus de 20&#xa0;LU sous la moyenne.</translation>
    </message>
    <message>
        <source>EBU Tech 3342</source>
        <translation>EBU Tech 3342</translation>
    </message>
    <message>
        <source>Pop 3 to 8, film and orchestral music 10 to 25.</source>
        <translation>Pop 3 à 8, musique de film et orchestre 10 à 25.</translation>
    </message>
    <message>
        <source>It is not the DR value: it follows slow changes, not single peaks. Below 3 s there is none.</source>
        <translation>Ce n’est pas la valeur DR&#xa0;: elle suit les variations lentes, pas les crêtes isolées. Sous 3&#xa0;s, il n’y en a pas.</translation>
    </message>
    <message>
        <source>Momentary and short-term maximum</source>
        <translation>Maximum momentané et à court terme</translation>
    </message>
    <message>
        <source>The loudest 400 ms and the loudest 3 s of the track. They stand in the Metadata tab.</source>
        <translation>Les 400&#xa0;ms et les 3&#xa0;s les plus fortes de la piste. Elles figurent dans l’onglet des données.</translation>
    </message>
    <message>
        <source>EBU Tech 3341</source>
        <translation>EBU Tech 3341</translation>
    </message>
    <message>
        <source>A few LU above the integrated loudness.</source>
        <translation>Quelques LU au-dessus de la sonie intégrée.</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>Crête vraie</translation>
    </message>
    <message>
        <source>dBTP</source>
        <translation>dBTP</translation>
    </message>
    <message>
        <source>The highest level that the waveform reaches between the samples too, found by interpolation: four times below 96 kHz, twice below 192 kHz.</source>
        <translation>Le niveau le plus haut que la forme d’onde atteint, entre les échantillons aussi, trouvé par interpolation&#xa0;: quatre fois sous 96&#xa0;kHz, deux fois sous 192&#xa0;kHz.</translation>
    </message>
    <message>
        <source>ITU-R BS.1770-4, Annex 2; EBU R 128 asks for -1 dBTP at most</source>
        <translation>UIT-R BS.1770-4, annexe 2&#x202f;; EBU R 128 demande -1&#xa0;dBTP au plus</translation>
    </message>
    <message>
        <source>Below -1 dBTP; loud masters often pass 0.</source>
        <translation>Sous -1&#xa0;dBTP&#x202f;; les masters très forts dépassent souvent 0.</translation>
    </message>
    <message>
        <source>Above 0 some converters and encoders clip. The samples themselves may still be whole.</source>
        <translation>Au-dessus de 0, certains convertisseurs et encodeurs écrêtent. Les échantillons eux-mêmes peuvent être entiers.</translation>
    </message>
    <message>
        <source>Sample peak</source>
        <translation>Crête d’échantillon</translation>
    </message>
    <message>
        <source>dBFS</source>
        <translation>dBFS</translation>
    </message>
    <message>
        <source>The largest sample of any channel. A full-scale sample is 0 dBFS.</source>
        <translation>Le plus grand échantillon de tous les canaux. Un échantillon à pleine échelle vaut 0&#xa0;dBFS.</translation>
    </message>
    <message>
        <source>AES17, without its correction for sines</source>
        <translation>AES17, sans sa correction pour les sinus</translation>
    </message>
    <message>
        <source>-3 to 0 for music.</source>
        <translation>-3 à 0 pour la musique.</translation>
    </message>
    <message>
        <source>The waveform between the samples may be higher: see true peak.</source>
        <translation>La forme d’onde entre les échantillons peut monter plus haut&#xa0;: voir crête vraie.</translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation>Dynamique</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>DR</translation>
    </message>
    <message>
        <source>The second highest peak of the blocks of 3 s over the level of the loudest fifth of them, each channel by itself, as a whole number of decibels.</source>
        <translation>La deuxième crête la plus haute des blocs de 3&#xa0;s rapportée au niveau du cinquième le plus fort d’entre eux, canal par canal, en décibels entiers.</translation>
    </message>
    <message>
        <source>DR14 convention (TT Dynamic Range Meter)</source>
        <translation>Convention DR14 (TT Dynamic Range Meter)</translation>
    </message>
    <message>
        <source>Loud pop 4 to 7, most music 8 to 13, acoustic and orchestral music 14 and more.</source>
        <translation>Pop forte 4 à 7, la plupart des musiques 8 à 13, acoustique et orchestre 14 et plus.</translation>
    </message>
    <message>
        <source>A small value is taste, no fault. Vinyl transfers read higher than their masters. It says nothing about a lossy past.</source>
        <translation>Une petite valeur est une affaire de goût, pas un défaut. Les transferts de vinyle donnent plus que leurs masters. Cela ne dit rien d’un passé avec perte.</translation>
    </message>
    <message>
        <source>Signal-to-noise ratio</source>
        <translation>Rapport signal/bruit</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>The mean level of the active parts over that of the quietest twentieth of the track that is not silent, in slots of 50 ms. Active is what lies no more than 10 dB below the mean.</source>
        <translation>Le niveau moyen des parties actives rapporté à celui du vingtième le plus calme de la piste qui n’est pas silencieux, par tranches de 50&#xa0;ms. Est actif ce qui n’est pas à plus de 10&#xa0;dB sous la moyenne.</translation>
    </message>
    <message>
        <source>A convention of this program; its gate is that of BS.1770-4. 98 dB is the theory of 16 bits.</source>
        <translation>Une convention de ce programme&#x202f;; sa porte est celle de BS.1770-4. 98&#xa0;dB est la théorie de 16&#xa0;bits.</translation>
    </message>
    <message>
        <source>Tape and shellac 30 to 50, modern recordings 50 to 90, where there are pauses.</source>
        <translation>Bande magnétique et 78 tours 30 à 50, enregistrements modernes 50 à 90, là où il y a des silences.</translation>
    </message>
    <message>
        <source>It is no measure of the equipment: where there are no pauses, the quietest part is soft music and not noise.</source>
        <translation>Ce n’est pas une mesure du matériel&#xa0;: sans silences, la partie la plus calme est de la musique douce et non du bruit.</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Silence</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Before the first sound, after the last, and the longest between them. Silent is where no channel passes -60 dBFS; inside the track, from 0.1 s.</source>
        <translation>Avant le premier son, après le dernier, et le plus long entre les deux. Est silencieux ce qui ne dépasse -60&#xa0;dBFS dans aucun canal&#x202f;; au sein de la piste, à partir de 0,1&#xa0;s.</translation>
    </message>
    <message>
        <source>A convention, as silence detectors of broadcasters and CD authoring use it</source>
        <translation>Une convention, celle des détecteurs de silence des diffuseurs et de la préparation de CD</translation>
    </message>
    <message>
        <source>Up to 2 s at either end.</source>
        <translation>Jusqu’à 2&#xa0;s à chaque bout.</translation>
    </message>
    <message>
        <source>A long pause inside may hide another piece, and is no dropout.</source>
        <translation>Une longue pause peut cacher une autre pièce, et n’est pas un décrochage.</translation>
    </message>
</context>
<context>
    <name>SpectrogramLayers</name>
    <message>
        <source>cutoff %1 kHz</source>
        <translation>coupure %1&#xa0;kHz</translation>
    </message>
    <message>
        <source>fades out at %1 kHz</source>
        <translation>s’éteint à %1&#xa0;kHz</translation>
    </message>
    <message>
        <source>edge %1 kHz</source>
        <translation>bord %1&#xa0;kHz</translation>
    </message>
</context>
<context>
    <name>SpectrogramOptions</name>
    <message>
        <source>Frequencies</source>
        <translation>Fréquences</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linéaire</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmique</translation>
    </message>
    <message>
        <source>Mel</source>
        <translation>Mel</translation>
    </message>
    <message>
        <source>Window in samples</source>
        <translation>Fenêtre en échantillons</translation>
    </message>
    <message>
        <source>Lowest level in dB</source>
        <translation>Niveau le plus bas en dB</translation>
    </message>
    <message>
        <source>Highest level in dB</source>
        <translation>Niveau le plus haut en dB</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Save as picture...</source>
        <translation>Enregistrer l’image…</translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Cutoff</source>
        <translation>Coupure</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Grille</translation>
    </message>
    <message>
        <source>Axis, window, range and colours</source>
        <translation>Axe, fenêtre, plage et couleurs</translation>
    </message>
    <message>
        <source>The whole track (0)</source>
        <translation>Toute la piste (0)</translation>
    </message>
    <message>
        <source>Spectrogram: frequency in kHz over time</source>
        <translation>Spectrogramme&#xa0;: fréquence en kHz dans le temps</translation>
    </message>
    <message>
        <source>Levels in dB</source>
        <translation>Niveaux en dB</translation>
    </message>
</context>
<context>
    <name>SpectrumView</name>
    <message>
        <source>Frequencies</source>
        <translation>Fréquences</translation>
    </message>
    <message>
        <source>Lin</source>
        <translation>Lin</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>selection</source>
        <translation>sélection</translation>
    </message>
    <message>
        <source>what is shown</source>
        <translation>ce qui est montré</translation>
    </message>
    <message>
        <source>Spectrum in dBFS over frequency in kHz: mean, band from the 10th to the 90th percentile, highest</source>
        <translation>Spectre en dBFS selon la fréquence en kHz&#xa0;: moyenne, bande du 10e au 90e centile, maximum</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>%1 s</source>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1&#xa0;min %2&#xa0;s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1&#xa0;h %2&#xa0;min</translation>
    </message>
    <message>
        <source>Arbiter ready</source>
        <translation>Arbitre prêt</translation>
    </message>
    <message>
        <source>Arbiter off, model missing</source>
        <translation>Arbitre&#xa0;: modèle absent</translation>
    </message>
    <message>
        <source>Arbiter not answering</source>
        <translation>Arbitre sans réponse</translation>
    </message>
    <message>
        <source>Arbiter off</source>
        <translation>Arbitre inactif</translation>
    </message>
    <message>
        <source>of</source>
        <translation>sur</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>No tracks yet</source>
        <translation>Encore aucune piste</translation>
    </message>
    <message>
        <source>%1 tracks</source>
        <translation>%1 pistes</translation>
    </message>
    <message>
        <source>tracks/min</source>
        <translation>pistes/min</translation>
    </message>
    <message>
        <source>left</source>
        <translation>restantes</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>GiB</source>
        <translation>Gio</translation>
    </message>
    <message>
        <source>Arbiter asked, %1 waiting</source>
        <translation>Arbitre&#xa0;: %1 en attente</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1&#xa0;Gio</translation>
    </message>
    <message>
        <source>1 track</source>
        <translation>1 piste</translation>
    </message>
</context>
<context>
    <name>StereoView</name>
    <message>
        <source>Goniometer: mono stands upright, opposite channels lie flat</source>
        <translation>Goniomètre&#xa0;: le mono se tient debout, des canaux opposés sont couchés</translation>
    </message>
    <message>
        <source>L</source>
        <comment>left channel</comment>
        <translation>G</translation>
    </message>
    <message>
        <source>R</source>
        <comment>right channel</comment>
        <translation>D</translation>
    </message>
    <message>
        <source>Correlation of left and right over time</source>
        <translation>Corrélation de la gauche et de la droite dans le temps</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Corrélation</translation>
    </message>
</context>
<context>
    <name>TabActions</name>
    <message>
        <source>Tabs of the detail</source>
        <translation>Onglets du détail</translation>
    </message>
</context>
<context>
    <name>TableHeader</name>
    <message>
        <source>sorted, highest first</source>
        <translation>trié, le plus haut d’abord</translation>
    </message>
    <message>
        <source>sorted, lowest first</source>
        <translation>trié, le plus bas d’abord</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Ctrl+%1</source>
        <translation>Ctrl+%1</translation>
    </message>
    <message>
        <source>More tabs</source>
        <translation>Autres onglets</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>Genuine</source>
        <translation>Authentique</translation>
    </message>
    <message>
        <source>Transcode</source>
        <translation>Transcodage</translation>
    </message>
    <message>
        <source>Upsampled</source>
        <translation>Suréchantillonné</translation>
    </message>
    <message>
        <source>Padded</source>
        <translation>Bits ajoutés</translation>
    </message>
    <message>
        <source>Lossy</source>
        <translation>Avec perte</translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation>Indéterminé</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>En file</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>TopicActions</name>
    <message>
        <source>What is: %1</source>
        <translation>Qu’est-ce que&#xa0;: %1</translation>
    </message>
    <message>
        <source>Help on a word</source>
        <translation>Aide sur un mot</translation>
    </message>
</context>
<context>
    <name>TrackActions</name>
    <message>
        <source>Select a track first</source>
        <translation>Sélectionnez d’abord une piste</translation>
    </message>
    <message>
        <source>Select one track first</source>
        <translation>Sélectionnez d’abord une seule piste</translation>
    </message>
    <message>
        <source>Audit again</source>
        <translation>Réauditer</translation>
    </message>
    <message>
        <source>Audit %1 tracks again</source>
        <translation>Réauditer %1 pistes</translation>
    </message>
    <message>
        <source>Decode, measure and judge it anew</source>
        <translation>Décoder, mesurer et juger à nouveau</translation>
    </message>
    <message>
        <source>Ask the arbiter</source>
        <translation>Interroger l’arbitre</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copier le chemin</translation>
    </message>
    <message>
        <source>Forget the audit</source>
        <translation>Oublier l’audit</translation>
    </message>
    <message>
        <source>Forget %1 audits</source>
        <translation>Oublier %1 audits</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>There is no track yet</source>
        <translation>Il n’y a encore aucune piste</translation>
    </message>
    <message>
        <source>Selected tracks</source>
        <translation>Pistes sélectionnées</translation>
    </message>
</context>
<context>
    <name>TrackColumns</name>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>What the track was found to be</source>
        <translation>Ce que la piste s’est révélée être</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>kHz/bit</source>
        <translation>kHz/bit</translation>
    </message>
    <message>
        <source>Sampling rate and bits a sample</source>
        <translation>Fréquence d’échantillonnage et bits par échantillon</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Prob. %</source>
        <translation>Prob.&#xa0;%</translation>
    </message>
    <message>
        <source>Probability that the verdict is right</source>
        <translation>Probabilité que le verdict soit juste</translation>
    </message>
    <message>
        <source>Strongest evidence</source>
        <translation>Indice le plus fort</translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation>LUFS</translation>
    </message>
    <message>
        <source>Integrated loudness, EBU R 128</source>
        <translation>Sonie intégrée, EBU R 128</translation>
    </message>
    <message>
        <source>dBTP</source>
        <translation>dBTP</translation>
    </message>
    <message>
        <source>True peak, BS.1770-4</source>
        <translation>Crête vraie, BS.1770-4</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>DR</translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation>Dynamique</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Écrêt.</translation>
    </message>
    <message>
        <source>Runs of clipped samples</source>
        <translation>Passages d’échantillons écrêtés</translation>
    </message>
    <message>
        <source>Integrity: check intact, bolt damaged, dash undetermined</source>
        <translation>Intégrité&#xa0;: coche intact, éclair endommagé, tiret indéterminée</translation>
    </message>
</context>
<context>
    <name>TrackRow</name>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>in quarantine</source>
        <translation>en quarantaine</translation>
    </message>
</context>
<context>
    <name>TrackTableView</name>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>No track matches</source>
        <translation>Aucune piste ne correspond</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Effacer les filtres</translation>
    </message>
    <message>
        <source>In quarantine; it was %1</source>
        <translation>En quarantaine&#x202f;; c’était %1</translation>
    </message>
</context>
<context>
    <name>ValuesView</name>
    <message>
        <source>Sample values, and below the share of time that each bit is set</source>
        <translation>Valeurs des échantillons et, dessous, part du temps où chaque bit est à un</translation>
    </message>
    <message>
        <source>Sample values on a logarithmic height; below, the bits from the highest to the lowest; one that never changes is marked</source>
        <translation>Valeurs des échantillons, en hauteur logarithmique&#x202f;; dessous, les bits du plus fort au plus faible&#x202f;; celui qui ne change jamais est marqué</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>probability</source>
        <translation>probabilité</translation>
    </message>
    <message>
        <source>probability %1</source>
        <translation>probabilité %1</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Audit again</source>
        <translation>Réauditer</translation>
    </message>
    <message>
        <source>Decode, measure and judge it anew (R)</source>
        <translation>Décoder, mesurer et juger à nouveau (R)</translation>
    </message>
    <message>
        <source>My verdict</source>
        <translation>Mon verdict</translation>
    </message>
    <message>
        <source>Set your own verdict, with codec and note (M)</source>
        <translation>Donner votre propre verdict, avec codec et note (M)</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Échange</translation>
    </message>
    <message>
        <source>All evidence</source>
        <translation>Indices</translation>
    </message>
</context>
<context>
    <name>VerdictChip</name>
    <message>
        <source>%1, your verdict</source>
        <translation>%1, votre verdict</translation>
    </message>
</context>
<context>
    <name>VerdictFacts</name>
    <message>
        <source>Intact</source>
        <translation>Intact</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Endommagé</translation>
    </message>
    <message>
        <source>Integrity unknown</source>
        <translation>Intégrité inconnue</translation>
    </message>
</context>
<context>
    <name>VerdictTopics</name>
    <message>
        <source>Verdicts</source>
        <translation>Verdicts</translation>
    </message>
    <message>
        <source>Genuine</source>
        <translation>Authentique</translation>
    </message>
    <message>
        <source>No codec grid that was tried stands out in the samples, the forest sees no lossy past, and bandwidth and depth are what the file declares.</source>
        <translation>Aucune des grilles de codec essayées ne ressort dans les échantillons, la forêt ne voit pas de passé avec perte, la bande et la résolution sont celles que le fichier déclare.</translation>
    </message>
    <message>
        <source>Each track is its own control: its other alignments show what chance looks like in it.</source>
        <translation>Chaque piste est son propre témoin&#xa0;: ses autres alignements montrent à quoi le hasard y ressemble.</translation>
    </message>
    <message>
        <source>Most tracks of a clean collection. The verdict names the bitrates that would have shown in this track.</source>
        <translation>La plupart des pistes d’une collection saine. Le verdict nomme les débits qui se seraient vus dans cette piste.</translation>
    </message>
    <message>
        <source>It does not prove that there was no lossy past. A codec with more bits than the music needed can hide below the rounding of the samples.</source>
        <translation>Il ne prouve pas qu’il n’y a pas eu de passé avec perte. Un codec avec plus de bits que la musique n’en demandait peut se cacher sous l’arrondi des échantillons.</translation>
    </message>
    <message>
        <source>Transcode</source>
        <translation>Transcodage</translation>
    </message>
    <message>
        <source>The samples carry the grid of a lossy codec: coefficients that it emptied and steps that it rounded to come back at one alignment and at no other. Where no grid decides, the forest, the arbiter or you may say so; the verdict then names who. A lossy file is called a transcode where it shows a second lossy pass.</source>
        <translation>Les échantillons portent la grille d’un codec avec perte&#xa0;: des coefficients qu’il a vidés et des pas qu’il a arrondis reviennent à un alignement et à aucun autre. Là où aucune grille ne tranche, la forêt, l’arbitre ou vous pouvez le dire&#x202f;; le verdict nomme alors qui. Un fichier avec perte est appelé transcodage s’il montre une seconde passe avec perte.</translation>
    </message>
    <message>
        <source>The bars of the grids are set by genuine tracks alone, never by fakes.</source>
        <translation>Les seuils des grilles sont fixés par des pistes authentiques seules, jamais par des transcodages.</translation>
    </message>
    <message>
        <source>A decisive grid stands far above the z that genuine tracks stay below.</source>
        <translation>Une grille décisive dépasse de loin le z sous lequel restent les pistes authentiques.</translation>
    </message>
    <message>
        <source>It does not say that whoever sold the file knew, nor how it sounds. File names, tags and bitrates are no part of it.</source>
        <translation>Il ne dit pas que le vendeur du fichier le savait, ni comment il sonne. Noms de fichiers, étiquettes et débits n’y entrent pas.</translation>
    </message>
    <message>
        <source>Upsampled</source>
        <translation>Suréchantillonné</translation>
    </message>
    <message>
        <source>All content ends at half of a lower standard rate, in a wall as converters leave it: with a floor at least 30 dB below, in nine tenths of the loud seconds and in the mean spectrum.</source>
        <translation>Tout contenu finit à la moitié d’une fréquence normalisée plus basse, par un mur comme les convertisseurs en laissent&#xa0;: avec un plancher au moins 30&#xa0;dB plus bas, dans neuf dixièmes des secondes fortes et dans le spectre moyen.</translation>
    </message>
    <message>
        <source>Sampling theorem: content ends at half the sample rate.</source>
        <translation>Théorème d’échantillonnage&#xa0;: le contenu finit à la moitié de la fréquence d’échantillonnage.</translation>
    </message>
    <message>
        <source>A track at 96 kHz whose content ends at 22.05 kHz comes from 44.1 kHz.</source>
        <translation>Une piste à 96&#xa0;kHz dont le contenu finit à 22,05&#xa0;kHz vient de 44,1&#xa0;kHz.</translation>
    </message>
    <message>
        <source>It does not say that the sound is bad. 44.1 to 48 kHz leaves no floor to see and is not looked for; a soft master that fades out is not called upsampled.</source>
        <translation>Il ne dit pas que le son est mauvais. De 44,1 à 48&#xa0;kHz, aucun plancher ne se voit et rien n’est cherché&#x202f;; un master doux qui s’éteint peu à peu n’est pas appelé suréchantillonné.</translation>
    </message>
    <message>
        <source>Padded</source>
        <translation>Bits ajoutés</translation>
    </message>
    <message>
        <source>The lowest bits of every sample are zero over the whole track: 16 bits or fewer are used where more are declared, or at least eight bits say nothing.</source>
        <translation>Les bits les plus bas de chaque échantillon valent zéro sur toute la piste&#xa0;: 16&#xa0;bits ou moins sont utilisés là où plus sont déclarés, ou au moins huit bits ne disent rien.</translation>
    </message>
    <message>
        <source>Counted on the samples as they are.</source>
        <translation>Compté sur les échantillons tels quels.</translation>
    </message>
    <message>
        <source>24 bits declared, 16 used.</source>
        <translation>24&#xa0;bits déclarés, 16 utilisés.</translation>
    </message>
    <message>
        <source>It does not say that the music needed more. Gain or dither after padding fills the low bits and hides it.</source>
        <translation>Il ne dit pas que la musique en demandait plus. Un gain ou un dither après coup remplit les bits bas et le cache.</translation>
    </message>
    <message>
        <source>Lossy</source>
        <translation>Avec perte</translation>
    </message>
    <message>
        <source>The file itself is in a lossy format, such as MP3 or AAC, and says so. No second lossy pass was found in it.</source>
        <translation>Le fichier lui-même est dans un format avec perte, comme MP3 ou AAC, et le dit. Aucune seconde passe avec perte n’y a été trouvée.</translation>
    </message>
    <message>
        <source>Read from the stream, never from the name of the file.</source>
        <translation>Lu dans le flux, jamais dans le nom du fichier.</translation>
    </message>
    <message>
        <source>Anything bought or ripped as MP3, AAC, Vorbis or Opus.</source>
        <translation>Tout ce qui est acheté ou extrait en MP3, AAC, Vorbis ou Opus.</translation>
    </message>
    <message>
        <source>It is no fault. The file is what it claims to be.</source>
        <translation>Ce n’est pas un défaut. Le fichier est ce qu’il prétend être.</translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation>Indéterminé</translation>
    </message>
    <message>
        <source>Too short (below 3 s), silent, too quiet (peak below -60 dBFS), with no signal that the grids could use, or in the grey zone: the evidence does not suffice either way, and no arbiter settled it.</source>
        <translation>Trop court (moins de 3&#xa0;s), silencieux, trop faible (crête sous -60&#xa0;dBFS), sans signal utilisable par les grilles, ou en zone grise&#xa0;: les indices ne suffisent dans aucun sens, et aucun arbitre n’a tranché.</translation>
    </message>
    <message>
        <source>The grey zone is yours to set in the settings; 0.35 to 0.75 unless you move it.</source>
        <translation>La zone grise se fixe dans les réglages&#x202f;; 0,35 à 0,75 si vous n’y touchez pas.</translation>
    </message>
    <message>
        <source>Single interludes and hidden tracks; few others.</source>
        <translation>Des interludes isolés et des pistes cachées&#x202f;; peu d’autres.</translation>
    </message>
    <message>
        <source>It accuses nobody and clears nobody. Listen, or find another copy.</source>
        <translation>Il n’accuse personne et n’innocente personne. Écoutez, ou trouvez une autre copie.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>The file could not be audited: it has no audio stream, cannot be read, or changed while it was read. The row says which.</source>
        <translation>Le fichier n’a pas pu être audité&#xa0;: il n’a pas de flux audio, ne peut être lu, ou a changé pendant la lecture. La ligne dit pourquoi.</translation>
    </message>
    <message>
        <source>It says nothing about the sound.</source>
        <translation>Il ne dit rien du son.</translation>
    </message>
    <message>
        <source>Who decided</source>
        <translation>Qui a décidé</translation>
    </message>
    <message>
        <source>The order is fixed. A decisive codec grid settles a track; then bandwidth and depth as measured; then the random forest; where its probability is grey a local language model may be asked, if you named one. Your own verdict stands over all of them.</source>
        <translation>L’ordre est fixe. Une grille de codec décisive tranche&#x202f;; puis la bande et la résolution mesurées&#x202f;; puis la forêt aléatoire&#x202f;; là où sa probabilité est grise, un modèle de langage local peut être interrogé, si vous en avez nommé un. Votre propre verdict prime sur tous.</translation>
    </message>
    <message>
        <source>Grid or forest. The arbiter is off until you name a model.</source>
        <translation>Grille ou forêt. L’arbitre est inactif tant que vous n’avez pas nommé de modèle.</translation>
    </message>
    <message>
        <source>An arbiter can never overturn a decisive grid, and how often a model is right nobody has measured here.</source>
        <translation>Un arbitre ne peut jamais renverser une grille décisive, et combien de fois un modèle a raison, personne ici ne l’a mesuré.</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Intégrité</translation>
    </message>
    <message>
        <source>Whether the file is whole. Intact: every check that the format offers passed, such as the MD5 of a FLAC. Damaged: a fault is proven, such as a wrong checksum or an early end. Undetermined: the format offers no check, or only one reader refused the file.</source>
        <translation>Si le fichier est entier. Intact&#xa0;: chaque contrôle qu’offre le format a réussi, comme le MD5 d’un FLAC. Endommagé&#xa0;: un défaut est prouvé, comme une somme de contrôle fausse ou une fin prématurée. Inconnue&#xa0;: le format n’offre aucun contrôle, ou un seul lecteur a refusé le fichier.</translation>
    </message>
    <message>
        <source>FLAC: CRC of each frame and MD5 of the samples.</source>
        <translation>FLAC&#xa0;: CRC de chaque trame et MD5 des échantillons.</translation>
    </message>
    <message>
        <source>FLAC: intact. WAV: mostly undetermined, since it carries no checksum.</source>
        <translation>FLAC&#xa0;: intact. WAV&#xa0;: le plus souvent inconnue, car il ne porte aucune somme de contrôle.</translation>
    </message>
    <message>
        <source>It stands beside the verdict and never changes it: a whole file may be a fake, a damaged one genuine.</source>
        <translation>Elle se tient à côté du verdict et ne le change jamais&#xa0;: un fichier entier peut être un transcodage, un fichier endommagé authentique.</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>Certificate</source>
        <translation>Certificat</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>No file of its tracks lies beside it. Choose the files that it may be about: %1</source>
        <translation>Aucun fichier de ses pistes n’est à côté de lui. Choisissez les fichiers qu’il pourrait concerner&#xa0;: %1</translation>
    </message>
    <message>
        <source>Compare files...</source>
        <translation>Comparer des fichiers...</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>ViewActions</name>
    <message>
        <source>There is no track yet</source>
        <translation>Il n’y a encore aucune piste</translation>
    </message>
    <message>
        <source>Search tracks</source>
        <translation>Rechercher des pistes</translation>
    </message>
    <message>
        <source>The track above</source>
        <translation>La piste au-dessus</translation>
    </message>
    <message>
        <source>The track below</source>
        <translation>La piste au-dessous</translation>
    </message>
    <message>
        <source>Maximise the detail</source>
        <translation>Agrandir le détail</translation>
    </message>
    <message>
        <source>Select one track first</source>
        <translation>Sélectionnez d’abord une seule piste</translation>
    </message>
    <message>
        <source>Show or hide the detail</source>
        <translation>Montrer ou masquer le détail</translation>
    </message>
    <message>
        <source>Back to the table; clear the filters</source>
        <translation>Retour au tableau&#x202f;; effacer les filtres</translation>
    </message>
    <message>
        <source>Back to the table</source>
        <translation>Retour au tableau</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Effacer les filtres</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Show the tracks</source>
        <translation>Afficher les pistes</translation>
    </message>
    <message>
        <source>Show the albums</source>
        <translation>Afficher les albums</translation>
    </message>
    <message>
        <source>Show the copies of recordings</source>
        <translation>Afficher les copies d’enregistrements</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Choisir les colonnes</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Nothing is ever deleted</source>
        <translation>Rien n’est jamais supprimé</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Albums</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Copies</translation>
    </message>
</context>
<context>
    <name>WatchSettings</name>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>No folder is watched.</source>
        <translation>Aucun dossier n’est surveillé.</translation>
    </message>
    <message>
        <source>Watch %1 no longer</source>
        <translation>Ne plus surveiller %1</translation>
    </message>
    <message>
        <source>Add folder...</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Files in these folders, and all below, are audited as they come, those that are there already too. What was audited before and did not change is left alone. Files are only read.</source>
        <translation>Les fichiers de ces dossiers, et de tout ce qu’ils contiennent, sont audités à leur arrivée, ceux déjà présents aussi. Ce qui a été audité et n’a pas changé est laissé. Les fichiers sont seulement lus.</translation>
    </message>
    <message>
        <source>Settled after</source>
        <translation>Stable après</translation>
    </message>
    <message>
        <source>Seconds for which a new file must stay as it is</source>
        <translation>Secondes pendant lesquelles un nouveau fichier doit rester tel quel</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>secondes</translation>
    </message>
    <message>
        <source>Time for which a new file must stay as it is, so that none is audited while it is still being written.</source>
        <translation>Durée pendant laquelle un nouveau fichier doit rester tel quel, pour qu’aucun ne soit audité pendant qu’il s’écrit encore.</translation>
    </message>
</context>
<context>
    <name>WipeHandle</name>
    <message>
        <source>Divider between A and B, at %1 %</source>
        <translation>Curseur entre A et B, à %1&#xa0;%</translation>
    </message>
</context>
</TS>
