/**
 * Levels of headings for assistive technology. The page's h1 is the chapter's title, so the highest heading of its
 * text is spoken as level 2, whatever number of marks its authors use.
 */
const tops = new WeakMap() // a CodeMirror text never changes, so its highest level is found once

export function spokenLevel(doc, level) {
  if (!tops.has(doc)) tops.set(doc, highest(doc))
  return Math.max(2, level - tops.get(doc) + 2)
}

function highest(doc) {
  let top = 6
  for (const line of doc.iterLines()) {
    const marks = line.startsWith('#') ? /^(#{1,6})[ \t]/.exec(line)?.[1].length : undefined
    if (marks < top) top = marks
  }
  return top
}
