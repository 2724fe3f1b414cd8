/**
 * Text copied out of a PDF: lines become paragraphs, words whole; page numbers and running heads go (pages.js).
 *
 * The server has the same rules for imported text (kes/intake/pdf_text.py); both are held by tests/vectors/pdf/cases.json.
 */
import { withoutPages } from './pages.js'

const LIGATURES = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }
const BULLET = /^\s*[•●▪■◦○‣⁃∙·➢➤✓✔\uf0b7\uf0a7\uf0d8]\s*/u
const NUMBER = /^\d{1,3}\.\s+\S/
const OWN =
  /^(\d{1,3}[a-z]?\)|[a-z]{1,2}\)|[–—-]\s|§\s*\d|Art\.\s*\d|\d+(\.\d+)+\.?\s|(Rozdział|Dział|Tytuł|Część|Załącznik)\s+\S)/
const ENDS = /[.!?:;…][”"')\]]*$/
const LONGEST_WORD = 60
const HYPHEN = /(\p{L}+)-$/u
// Joined with the next word by a real hyphen, which a line end hides.
const COMPOUNDS = new Set(
  (
    'społeczno gospodarczo kulturalno rolno leśno naukowo badawczo techniczno administracyjno prawno finansowo ' +
    'organizacyjno edukacyjno szkoleniowo informacyjno promocyjno doradczo rekreacyjno sportowo wodno polsko ' +
    'północno południowo wschodnio zachodnio wychowawczo opiekuńczo zawodowo artystyczno religijno'
  ).split(' '),
)

/** Do the lines end because the page did? */
export function isWrapped(text) {
  const lines = text.split('\n').map((line) => line.trim())
  const pairs = lines.slice(1).map((line, index) => [lines[index], line])
  const whole = pairs.filter(([one, two]) => one && two)
  const running = whole.filter(([one, two]) => one.length >= 30 && !ENDS.test(one) && isLower(two[0]))
  return running.length >= Math.max(2, Math.floor(whole.length / 5))
}

/** Markdown of the text. */
export function joined(text) {
  const lines = withoutPages(plain(text).split('\n'))
  const width = fullWidth(lines)
  const hyphened = new Set(text.toLowerCase().match(/\p{L}+-\p{L}+/gu) ?? [])
  const blocks = []
  let open = false
  lines.forEach((raw, place) => {
    const line = raw.split(/\s+/).filter(Boolean).join(' ')
    if (!line) return (open = false)
    const bare = raw.replace(BULLET, '') === ''
    if (open && !begins(line, lines, place)) sew(blocks.at(-1), line, hyphened)
    else blocks.push([line.replace(BULLET, '- ')])
    open = bare || !finishes(line, width, (lines[place + 1] ?? '').trim())
  })
  return markdown(blocks.map((pieces) => pieces.join('')))
}

function plain(text) {
  return text
    .replace(/[ﬀ-ﬆ]/g, (sign) => LIGATURES[sign])
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\u00ad\n/g, '-\n')
    .replace(/[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]/g, '')
    .normalize('NFC')
}

/** How long a full line is: the length that the longest tenth of lines reaches. */
function fullWidth(lines) {
  const lengths = lines.filter((line) => line.trim()).map((line) => line.trim().length)
  return lengths.sort((one, two) => one - two)[Math.floor((lengths.length * 9) / 10)] ?? 0
}

function begins(line, lines, place) {
  const before = lines[place - 1].trim()
  if (BULLET.test(line) || OWN.test(line)) return true
  return NUMBER.test(line) && (ENDS.test(before) || NUMBER.test(before))
}

/** A short line ends its paragraph if it ends a sentence, or if it is so short that it must be a title. */
function finishes(line, width, following) {
  if (HYPHEN.test(line) || (isLower(following[0]) && !ENDS.test(line))) return false
  return line.length < width * (ENDS.test(line) ? 0.8 : 0.45)
}

/** `pieces` of one paragraph: joining them each time would copy a long one for every line. */
function sew(pieces, line, hyphened) {
  const last = pieces.pop()
  const stem = HYPHEN.exec(last.slice(-LONGEST_WORD))?.[1].toLowerCase()
  const first = /^-?(\p{L}+)/u.exec(line)?.[1]
  if (!stem || !first || !isLower(first[0])) return pieces.push(last, last.endsWith('- ') ? line : ` ${line}`)
  const compound =
    line.startsWith('-') || COMPOUNDS.has(stem) || hyphened.has(`${stem}-${first.toLowerCase()}`)
  return pieces.push(compound ? last : last.slice(0, -1), line.replace(/^-+/, ''))
}

function isLower(sign) {
  return Boolean(sign) && sign !== sign.toUpperCase()
}

function markdown(blocks) {
  const isItem = (block) => /^(- |\d{1,3}\. )/.exec(block ?? '')?.[0] ?? ''
  const text = blocks.reduce((done, block, place) => {
    const head = isItem(block)
    const words = escaped(block.slice(head.length).trim())
    const between = head && isItem(blocks[place - 1]) ? '\n' : place ? '\n\n' : ''
    return done + between + (head ? head + words : words.replace(/^([#>]|[+-](?=\s)|\d+(?=\.\s))/, protect))
  }, '')
  return text && text + '\n'
}

function protect(sign) {
  return /\d/.test(sign) ? `${sign}\\` : `\\${sign}`
}

/** Signs that would become marks; addresses stay whole. */
function escaped(text) {
  return text
    .split(/(\bhttps?:\/\/[^\s<>]+|\bwww\.[^\s<>]+\.[^\s<>]+)/)
    .map((part, index) =>
      index % 2 ? part : part.replace(/[\\`*[\]]/g, '\\$&').replace(/~~/g, '&#126;&#126;'),
    )
    .join('')
}
