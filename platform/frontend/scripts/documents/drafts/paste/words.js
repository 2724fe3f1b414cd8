/** The words of one paragraph of foreign HTML as Markdown: bold, italic, strike, links, line breaks. */
import { isSafeAddress, tidyAddress } from '../format/links.js'
import { clean } from './clean.js'
import { shifted } from './raised.js'

const SIGNS = { bold: '**', italic: '*', strike: '~~' }

/** Markdown of inline nodes; `context` names the styles that surround them already (a heading is bold by itself). */
export function inlineToMarkdown(nodes, context = {}) {
  const runs = nodes.flatMap((node) => runsOf(node, { ...context }))
  return sewn(runs, context).replace(/[ \t]*\n[ \t]*/g, '  \n')
}

/** `[{text, bold, italic, strike, link}]`, neighbours of one style joined, so that marks do not pile up (`****`). */
function runsOf(node, style) {
  if (node.nodeType === 3)
    return [{ ...style, text: wordsOf(clean(node.nodeValue).replace(/[ \t\n]+/g, ' '), style) }]
  if (node.nodeType !== 1 || /^(STYLE|SCRIPT|TEMPLATE)$/.test(node.nodeName)) return []
  if (node.nodeName === 'BR') return [{ ...style, text: '\n' }]
  if (node.nodeName === 'IMG') return pictureRun(node, style)
  const inner = styled(node, style)
  return [...node.childNodes].flatMap((child) => runsOf(child, inner))
}

function wordsOf(text, { signs }) {
  return signs ? text.replace(/\S/g, (sign) => signs.get(sign)) : escape(text)
}

/** A picture that is ours already (copied from a page of KES, or sent before pasting); others cannot be fetched. */
function pictureRun(node, style) {
  const [, address] = /^(?:https?:\/\/[^/]+)?(\/files\/[\w-]+)$/.exec(node.getAttribute('src') ?? '') ?? []
  if (!address) return []
  const words = (node.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim()
  return [
    { ...style, text: `![${words.replace(/[\\[\]]/g, '\\$&')}](${address})`, bold: false, italic: false },
  ]
}

function styled(node, style) {
  // As in the import: bold within what is raised would leave stars beside signs, where they are no marks.
  if (style.signs) return { ...style, ...linked(node) }
  const inner = { ...style }
  const { fontWeight = '', fontStyle = '', textDecoration = '' } = node.style ?? {}
  if (/^(B|STRONG)$/.test(node.nodeName)) inner.bold = true
  if (fontWeight) inner.bold = /bold|[6-9]00/.test(fontWeight)
  if (/^(I|EM|CITE)$/.test(node.nodeName)) inner.italic = true
  if (fontStyle) inner.italic = /italic|oblique/.test(fontStyle)
  if (/^(S|DEL|STRIKE)$/.test(node.nodeName) || textDecoration.includes('line-through')) inner.strike = true
  return { ...inner, ...linked(node), ...shifted(node) }
}

function linked(node) {
  const address = node.nodeName === 'A' ? (node.getAttribute('href') ?? '') : ''
  return isSafeAddress(address) && !address.startsWith('#') ? { link: tidyAddress(address) } : {}
}

function sewn(runs, context) {
  const merged = []
  for (const run of runs) {
    const last = merged.at(-1)
    const same =
      last &&
      ['bold', 'italic', 'strike', 'link'].every((key) => (last[key] ?? false) === (run[key] ?? false))
    if (same) last.text += run.text
    else merged.push({ ...run })
  }
  return merged
    .map((run) => dressed(run, context))
    .join('')
    .replace(/ {2,}/g, ' ')
}

/** Marks hug the words: spaces go outside. */
function dressed(run, context) {
  const [, before, core, after] = /^(\s*)([^]*?)(\s*)$/.exec(run.text)
  if (!core) return run.text
  const signs = Object.keys(SIGNS)
    .filter((key) => run[key] && !context[key])
    .map((key) => SIGNS[key])
  const marked = signs.reduce((text, sign) => sign + text + sign, core.replace(/\s*\n\s*/g, ' '))
  return before + (run.link ? `[${marked}](${run.link})` : signs.length ? marked : core) + after
}

/** Signs that would become marks. */
function escape(text) {
  return text
    .replace(/[\\`*[\]]/g, '\\$&')
    .replace(/(^|\W)_|_(?=\W|$)/g, (all) => all.replace('_', '\\_'))
    .replace(/~~/g, '\\~~')
    .replace(/<(?=[a-z/!])/gi, '\\<')
}
