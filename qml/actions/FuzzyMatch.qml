pragma ComponentBehavior: Bound

import QtQuick

// How well words fit what was typed. Each word of the query must be found: at the start of a word best, inside one less well,
// as letters in order last.
QtObject {
    id: root

    // Letters without case and accents; as many as `text` has, so that places stay true.
    function plain(text: string): string {
        return Array.from(text).map(letter => letter.normalize("NFD").charAt(0).toLowerCase()).join("");
    }

    function startsWord(text: string, at: int): bool {
        const before = text.charAt(at - 1);
        return at === 0 || (before.toLowerCase() === before.toUpperCase() && (before < "0" || before > "9"));
    }

    // { score, places } of one word in plain text; a score of 0 where it is not found.
    function matchWord(word: string, text: string): var {
        let inside = -1;
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (startsWord(text, at))
                return { score: 100 - Math.min(at, 40) / 2, places: run(at, word.length) };
            inside = inside < 0 ? at : inside;
        }
        if (inside >= 0)
            return { score: 60 - Math.min(inside, 40) / 2, places: run(inside, word.length) };
        return inOrder(word, text);
    }

    function run(from: int, length: int): var {
        return [...Array(length).keys()].map(step => from + step);
    }

    // The letters of `word` one after the other, the first at the start of a word and none far from the one before.
    function inOrder(word: string, text: string): var {
        const none = { score: 0, places: [] };
        if (word.length < 2)
            return none;
        for (let first = text.indexOf(word.charAt(0)); first >= 0; first = text.indexOf(word.charAt(0), first + 1)) {
            if (!startsWord(text, first))
                continue;
            const places = [first];
            while (places.length < word.length) {
                const last = places[places.length - 1];
                const letter = word.charAt(places.length);
                let at = text.charAt(last + 1) === letter ? last + 1 : -1;
                // Else the start of a later word, or a letter close by.
                for (let later = last + 2; at < 0 && later < text.length; ++later) {
                    if (text.charAt(later) === letter && (startsWord(text, later) || later - last <= 4))
                        at = later;
                }
                if (at < 0)
                    break;
                places.push(at);
            }
            if (places.length === word.length)
                return { score: Math.max(5, 40 - (places[places.length - 1] - first - word.length)), places: places };
        }
        return none;
    }

    // { score, places } of a query in `text`; words that are not in it may be in `beside`, which counts less and has no places.
    // A score of 0 where a word is in neither.
    function match(query: string, text: string, beside: string): var {
        const words = plain(query).split(/\s+/).filter(word => word !== "");
        const [inText, inBeside] = [plain(text), plain(beside)];
        let score = 0;
        let places = [];
        for (const word of words) {
            const found = matchWord(word, inText);
            if (found.score === 0 && !inBeside.includes(word))
                return { score: 0, places: [] };
            score += found.score > 0 ? found.score : 3;
            places = places.concat(found.places);
        }
        return { score: score - Math.min(text.length, 80) / 80, places: places };
    }

    // `text` for a styled label, the letters at `places` in bold.
    function marked(text: string, places: var): string {
        const escaped = letter => letter === "&" ? "&amp;" : letter === "<" ? "&lt;" : letter === ">" ? "&gt;" : letter;
        let written = "";
        let isBold = false;
        for (let at = 0; at < text.length; ++at) {
            if (places.includes(at) !== isBold) {
                isBold = !isBold;
                written += isBold ? "<b>" : "</b>";
            }
            written += escaped(text.charAt(at));
        }
        return isBold ? written + "</b>" : written;
    }
}
