/**
 * Word's own way of writing lists and headings into the clipboard: paragraphs with hints in `mso-` styles.
 *
 * `<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>b)</span>text</p>`
 */
const LIST = /mso-list:\s*l\d+\s+level(\d+)/i

/** `{depth, sign, words}` of a paragraph that is a list item, or null. */
export function wordItem(node) {
  const level = node.nodeName === 'P' && LIST.exec(node.getAttribute('style') ?? '')?.[1]
  if (!level) return null
  const words = [...node.childNodes].filter((child) => !isSign(child))
  const shown = [...node.childNodes]
    .filter(isSign)
    .map((child) => child.textContent)
    .join('')
    .trim()
  const number = /^(\d+)[.)]/.exec(shown)?.[1]
  // Letters and Roman numbers are no Markdown; such items are counted in figures.
  const sign = number ? `${number}.` : /^[\p{L}]{1,4}[.)]/u.test(shown) ? '1.' : '-'
  return { depth: Number(level) - 1, sign, words }
}

/** The level of a paragraph styled as a heading. */
export function wordLevel(node) {
  if (node.nodeName !== 'P') return null
  const level = /mso-outline-level:\s*(\d)/i.exec(node.getAttribute('style') ?? '')?.[1]
  const title = /^(MsoTitle|Title)$/.test(node.className) ? '1' : null
  return level && Number(level) <= 6 ? level : title
}

function isSign(node) {
  return (
    node.nodeType === 1 &&
    (/mso-list:\s*ignore/i.test(node.getAttribute('style') ?? '') || [...node.children].some(isSign))
  )
}
