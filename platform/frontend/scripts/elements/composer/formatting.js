/** What the buttons of a Markdown composer do to the text: pure, {text, start, end} in and out. */
const WRAPS = { bold: '**', italic: '*' }
const PREFIXES = { heading: '### ', bullets: '- ', quote: '> ' }
const NUMBER = /^\d+\. /

export function format(kind, { text, start, end }) {
  if (kind in WRAPS) return wrap(text, start, end, WRAPS[kind])
  if (kind === 'link') return link(text, start, end)
  return lines(text, start, end, kind)
}

/** Puts `addition` after the text, as a paragraph of its own, and the cursor behind it. */
export function append(text, addition) {
  const kept = text.replace(/\s+$/, '')
  const joined = kept ? `${kept}\n\n${addition}` : addition
  return { text: joined, start: joined.length, end: joined.length }
}

/** The words of somebody as a Markdown quotation. */
export function quotation(author, words) {
  const quoted = words.trim().split('\n')
  return [author, '', ...quoted].map((line) => `> ${line}`.trimEnd()).join('\n') + '\n\n'
}

function wrap(text, start, end, mark) {
  const size = mark.length
  const wrapped = text.slice(start - size, start) === mark && text.slice(end, end + size) === mark
  if (wrapped && !longer(text, start, end, mark)) {
    const plain = text.slice(0, start - size) + text.slice(start, end) + text.slice(end + size)
    return { text: plain, start: start - size, end: end - size }
  }
  const [from, to] = trimmed(text, start, end)
  const marked = text.slice(0, from) + mark + text.slice(from, to) + mark + text.slice(to)
  return { text: marked, start: from + size, end: to + size }
}

/** "*" beside a "**": that is bold, and no italic to take away. */
function longer(text, start, end, mark) {
  return mark === '*' && text[start - 2] === '*' && text[end + 1] === '*' && text[start - 3] !== '*'
}

function link(text, start, end) {
  const words = text.slice(start, end)
  const address = /^https?:\/\/\S+$/.test(words)
  const made = address ? `[](${words})` : `[${words}](https://)`
  const result = text.slice(0, start) + made + text.slice(end)
  if (address) return { text: result, start: start + 1, end: start + 1 }
  const from = start + words.length + 3
  return { text: result, start: from, end: from + 'https://'.length }
}

function lines(text, start, end, kind) {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', Math.max(end - 1, from))
  const to = next < 0 ? text.length : next
  const old = text.slice(from, to).split('\n')
  const changed = (
    old.every((line) => has(kind, line)) ? old.map((line) => without(kind, line)) : marked(kind, old)
  ).join('\n')
  return { text: text.slice(0, from) + changed + text.slice(to), start: from, end: from + changed.length }
}

function marked(kind, old) {
  return old.map((line, n) => (kind === 'numbers' ? `${n + 1}. ` : PREFIXES[kind]) + line)
}

function has(kind, line) {
  return kind === 'numbers' ? NUMBER.test(line) : line.startsWith(PREFIXES[kind])
}

function without(kind, line) {
  return kind === 'numbers' ? line.replace(NUMBER, '') : line.slice(PREFIXES[kind].length)
}

function trimmed(text, start, end) {
  const words = text.slice(start, end)
  const before = words.length - words.trimStart().length
  return words.trim() ? [start + before, start + before + words.trim().length] : [start, end]
}
