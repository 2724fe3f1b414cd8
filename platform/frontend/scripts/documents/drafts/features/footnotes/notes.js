/** Footnotes in the Markdown: `words[^1]` and, on a line of its own, `[^1]: what the note says`. Pure. */
const MARK = /\[\^([^\]\s^[]+)\](:[ \t]?)?/g
const CODE = /(```|~~~)[^]*?(\1|$)|`[^`\n]*`/g

/** Every mark: `[{from, to, label, note}]`; `note` is true where the note itself stands. */
export function marksIn(text) {
  const blank = text.replace(CODE, (code) => code.replace(/[^\n]/g, ' '))
  return [...blank.matchAll(MARK)].map(({ index, 0: whole, 1: label, 2: colon }) => {
    const note = Boolean(colon) && (index === 0 || blank[index - 1] === '\n')
    const length = note ? whole.length : whole.length - (colon?.length ?? 0)
    return { from: index, to: index + length, label, note }
  })
}

/** The number a reader will see for each label: in the order of the text. */
export function numbersOf(marks) {
  const labels = marks.filter(({ note }) => !note).map(({ label }) => label)
  return new Map([...new Set(labels)].map((label, index) => [label, index + 1]))
}

/** A label that is free; with others at work one that they will not take at the same moment. */
export function freeLabel(marks, alone, random = Math.random) {
  const taken = marks.map(({ label }) => parseInt(label, 10) || 0)
  const letters = () => String.fromCharCode(97 + Math.floor(random() * 26))
  return `${Math.max(0, ...taken) + 1}${alone ? '' : letters() + letters()}`
}

/** Where the caret goes from a mark: to its note, or from a note back to the words; null when there is no such place. */
export function otherEnd(marks, mark) {
  const found = marks.find(({ label, note }) => label === mark.label && note !== mark.note)
  return found ? found.to : null
}

/** The mark that touches a position, or whose note's line it is in. */
export function markAt(marks, position, line) {
  return (
    marks.find(({ from, to }) => from <= position && position <= to) ??
    marks.find(({ from, note }) => note && from === line.from) ??
    null
  )
}
