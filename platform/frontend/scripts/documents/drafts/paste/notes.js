/**
 * Footnotes of Word, LibreOffice and Google Docs: a mark that links to a note, and a note that links back to its mark.
 *
 * Before the conversion both links are replaced by signs that no text has, afterwards the signs by `[^label]`. The
 * labels are new in every paste, since the text may have footnotes with the same numbers already.
 */
const MARK = /^#(?:(_ftn|_edn|ftnt)(\d+)|sd(foot|end)note(\d+)sym)$/
const BACK = /^#(?:(_ftn|_edn|ftnt_)ref(\d+)|sd(foot|end)note(\d+)anc)$/
const [BEGIN, NOTE, END] = ['\uE000', '\uE001', '\uE002']

/** Put the signs in place of the links, where both ends are there. */
export function signNotes(body) {
  const marks = linksOf(body, MARK)
  const backs = linksOf(body, BACK)
  for (const [key, link] of marks) {
    if (!backs.has(key)) continue
    replace(link, `${BEGIN}${key}${END}`)
    replace(backs.get(key), `${NOTE}${key}${END}`)
  }
  // Word draws a line above the notes; the reader's page draws its own.
  for (const list of body.querySelectorAll('[style*="footnote-list"], [style*="endnote-list"]')) {
    list.querySelectorAll('hr').forEach((line) => line.remove())
  }
}

/** Markdown with the signs as marks and notes. */
export function writeNotes(markdown, prefix = label()) {
  return markdown
    .replace(new RegExp(`^${NOTE}(\\w+)${END}[ \u00a0]*`, 'gm'), `[^${prefix}$1]: `)
    .replace(new RegExp(`[${BEGIN}${NOTE}](\\w+)${END}`, 'g'), `[^${prefix}$1]`)
}

function linksOf(body, pattern) {
  const found = new Map()
  for (const link of body.querySelectorAll('a[href^="#"]')) {
    const [, kind, number, other, its] = pattern.exec(link.getAttribute('href')) ?? []
    const end = kind?.startsWith('_edn') || other === 'end'
    const key = `${end ? 'e' : ''}${number ?? its}`
    if ((number ?? its) && !found.has(key)) found.set(key, link)
  }
  return found
}

/** With the raised box around it, if there is nothing else in that. */
function replace(link, sign) {
  const box = link.closest('sup')
  const whole = box && box.textContent === link.textContent ? box : link
  whole.replaceWith(link.ownerDocument.createTextNode(sign))
}

function label() {
  const letter = () => String.fromCharCode(97 + Math.floor(Math.random() * 26))
  return letter() + letter()
}
