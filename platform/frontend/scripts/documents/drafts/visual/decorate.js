/**
 * Markdown drawn as text on paper: which parts of the source are hidden, styled or replaced. Pure.
 *
 * `decorate(state, ranges, touched)` walks the syntax tree of the visible ranges. Inline marks (`**`, backticks, the
 * address of a link) hide unless `touched` says that the selection is in their construct; block marks always hide
 * (prefix.js). The text itself is never changed: every decoration is a view of the source.
 */
import { syntaxTree } from '@codemirror/language'
import { Decoration } from '@codemirror/view'
import { spokenLevel } from './levels.js'
import { isGap, prefixOf } from './prefix.js'
import { BulletMark, NumberMark, RuleMark, TaskMark } from './widgets.js'

const hide = Decoration.replace({})
const mark = (name) => Decoration.mark({ class: name })
const line = (name, attributes) => Decoration.line({ class: name, attributes })

const INLINE = {
  StrongEmphasis: mark('draft-strong'),
  Emphasis: mark('draft-emphasis'),
  Strikethrough: mark('draft-strike'),
  InlineCode: mark('draft-code'),
  Link: mark('draft-link'),
  Image: mark('draft-link'),
  Autolink: mark('draft-link'),
}
const INLINE_MARKS = new Set(['EmphasisMark', 'StrikethroughMark', 'CodeMark', 'LinkMark'])
const BLOCKS = {
  FencedCode: 'draft-verbatim',
  CodeBlock: 'draft-verbatim',
  HTMLBlock: 'draft-verbatim',
  Table: 'draft-table',
}

/** `{all, hidden}`: two decoration sets; the caret jumps over what is in `hidden`. */
export function decorate(state, ranges, touched) {
  const [drawn, hidden] = [[], []]
  const out = {
    state,
    touched,
    draw: (deco, from, to) => drawn.push(deco.range(from, to)),
    hide: (from, to) => from < to && hidden.push(hide.range(from, to)),
  }
  for (const { from, to } of ranges) {
    drawLines(out, from, to, hidden)
    syntaxTree(state).iterate({ from, to, enter: (node) => drawNode(out, node) })
  }
  return { all: Decoration.set([...drawn, ...hidden], true), hidden: Decoration.set(hidden, true) }
}

function drawNode(out, node) {
  const { name, from, to } = node
  if (INLINE[name] && from < to) out.draw(INLINE[name], from, to)
  if (INLINE_MARKS.has(name)) hideMark(out, node)
  else others[name]?.(out, node)
}

const others = {
  LinkTitle: hideMark,
  URL: (out, node) => {
    if (/^(Link|Image)$/.test(node.node.parent?.name)) hideMark(out, node)
    else out.draw(INLINE.Autolink, node.from, node.to)
  },
  Escape: ({ touched, hide }, { from, to }) => touched(from, to) || hide(from, from + 1),
  HorizontalRule: ({ touched, draw }, { from, to }) =>
    touched(from, to) || draw(Decoration.replace({ widget: new RuleMark() }), from, to),
}

function hideMark({ state, touched, hide, draw }, { from, to, node }) {
  const construct = node.parent
  if (construct.name === 'FencedCode') return
  if (touched(construct.from, construct.to)) return draw(mark('draft-mark'), from, to)
  // A link with nothing to show keeps its marks, or it could not be found again.
  if (construct.name === 'Link' && !/[^[\]\s]/.test(linkText(state, construct))) return
  // The space between an address and its title belongs to neither; it hides with the title.
  hide(node.name === 'LinkTitle' ? from - 1 : from, to)
}

function linkText(state, link) {
  const close = link.getChildren('LinkMark')[1]
  return state.sliceDoc(link.from, close ? close.from : link.to)
}

function drawLines(out, from, to, hidden) {
  const { doc } = out.state
  for (let at = from; at <= to;) {
    const current = doc.lineAt(at)
    drawLine(out, current, hidden)
    at = current.to + 1
  }
}

function drawLine(out, current, hidden) {
  const { state } = out
  const prefix = prefixOf(state, current)
  const look = lookOf(state, current, prefix)
  if (look.classes.length) out.draw(line(look.classes.join(' '), look.attributes), current.from, current.from)
  if (prefix.to === prefix.from) return
  const list = prefix.marks.findLast(({ name }) => name === 'ListMark')
  const widget = list && markWidget(state, list, prefix)
  hidden.push((widget ? Decoration.replace({ widget }) : hide).range(prefix.from, prefix.to))
}

function lookOf(state, current, { to, marks }) {
  const classes = []
  const attributes = {}
  let depth = 0
  for (let node = syntaxTree(state).resolveInner(to, 1); node; node = node.parent) {
    const level = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1]
    if (level) {
      classes.push('draft-heading', `draft-heading-${level}`)
      Object.assign(attributes, { role: 'heading', 'aria-level': spokenLevel(state.doc, Number(level)) })
    }
    if (node.name === 'ListItem' && !isBlank(current)) depth += 1
    if (node.name === 'Blockquote') classes.push('draft-quote')
    if (BLOCKS[node.name]) classes.push(BLOCKS[node.name])
  }
  const levels = Math.min(Math.max(depth, Number(marks.some(({ name }) => name === 'ListMark'))), 6)
  if (levels) classes.push('draft-item', `draft-depth-${levels}`)
  if (isGap(state, current)) classes.push('draft-gap')
  return { classes: [...new Set(classes)], attributes }
}

function isBlank({ text }) {
  return !text.trim()
}

function markWidget(state, list, { marks }) {
  const task = marks.find(({ name }) => name === 'TaskMarker')
  if (task) return new TaskMark(/x/i.test(state.sliceDoc(task.from, task.to)))
  const item = syntaxTree(state).resolveInner(list.to, -1).parent
  return item?.parent?.name === 'OrderedList' ? new NumberMark(numberOf(state, item)) : new BulletMark()
}

/**
 * An item's number as a reader will see it: the first one's, counted on.
 *
 * The numbers in the source are never corrected: two people renumbering at once would leave both their digits.
 */
export function numberOf(state, item) {
  const items = item.parent.getChildren('ListItem')
  const first = parseInt(state.sliceDoc(items[0].from, items[0].from + 9), 10)
  return (Number.isNaN(first) ? 1 : first) + items.findIndex(({ from }) => from === item.from)
}
