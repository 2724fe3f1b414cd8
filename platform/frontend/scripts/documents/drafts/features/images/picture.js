/** Pictures in the Markdown: `![what it shows](/files/<uuid>)`. Pure. */
import { syntaxTree } from '@codemirror/language'

const OURS = /^\/files\/[\w-]+$/

/** `{from, to, description, address}` of a picture of ours, or null for another node. */
export function pictureOf(state, node) {
  if (node.name !== 'Image') return null
  const [open, close] = node.getChildren('LinkMark')
  const url = node.getChild('URL')
  if (!url || !close || state.doc.lineAt(node.from).to < node.to) return null
  const address = state.sliceDoc(url.from, url.to)
  if (!OURS.test(address)) return null
  return { from: node.from, to: node.to, description: plain(state.sliceDoc(open.to, close.from)), address }
}

/** The picture that is selected or at the caret, or null. */
export function pictureHere(state) {
  const { from, to } = state.selection.main
  let found = null
  syntaxTree(state).iterate({
    from,
    to,
    enter: ({ node }) => {
      const picture = pictureOf(state, node)
      if (picture && picture.from <= from && picture.to >= to) found = picture
    },
  })
  return found
}

export function pictureMarkdown(description, address) {
  return `![${description
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\\[\]]/g, '\\$&')}](${address})`
}

/** `{changes, selection}`: a paragraph of its own, but inside lists, quotes and tables just at the caret. */
export function insertion(state, markdown) {
  const { head, from, to } = state.selection.main
  const line = state.doc.lineAt(head)
  if (!line.text.trim() || /^\s*([-+*>|]|\d+[.)])/.test(line.text)) {
    return { changes: { from, to, insert: markdown }, selection: { anchor: from + markdown.length } }
  }
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text.trim() : ''
  const insert = `\n\n${markdown}${next ? '\n' : ''}`
  return { changes: { from: line.to, insert }, selection: { anchor: line.to + 2 + markdown.length } }
}

function plain(description) {
  return description.replace(/\\([\\[\]])/g, '$1')
}
