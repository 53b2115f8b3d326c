pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Every topic of the help, and the way to one. To add one, add it to the table that it belongs to.
QtObject {
    id: root

    readonly property VerdictTopics verdicts: VerdictTopics {}
    readonly property EvidenceTopics evidence: EvidenceTopics {}
    readonly property SoundTopics sound: SoundTopics {}
    readonly property DefectTopics defects: DefectTopics {}
    readonly property CollectionTopics collections: CollectionTopics {}
    readonly property FuzzyMatch matcher: FuzzyMatch {}

    // [{ id, group, name, unit, text, standard, usual, caution }]; what is unknown or needless is empty.
    readonly property var all: verdicts.topics.concat(evidence.topics, sound.topics, defects.topics, collections.topics)

    // The topic of that id, or null.
    function find(id: string): var {
        return all.find(topic => topic.id === id) ?? null;
    }

    // The topics that hold what was typed: in the name first, then anywhere.
    function matching(query: string): var {
        if (query.trim() === "")
            return all;
        const scored = all.map(topic => ({ topic: topic, score: matcher.match(query, topic.name, [topic.text, topic.unit, topic.standard, topic.group].join(" ")).score }));
        return scored.filter(one => one.score > 0).sort((a, b) => b.score - a.score).map(one => one.topic);
    }
}
