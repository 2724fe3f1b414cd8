/** Source mode: the Markdown as it is, with light colours. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const style = HighlightStyle.define([
  { tag: tags.heading, class: 'draft-source-heading' },
  { tag: tags.strong, class: 'draft-strong' },
  { tag: tags.emphasis, class: 'draft-emphasis' },
  { tag: tags.strikethrough, class: 'draft-strike' },
  { tag: [tags.link, tags.url], class: 'draft-source-link' },
  { tag: [tags.processingInstruction, tags.contentSeparator], class: 'draft-source-mark' },
])

export const sourceMode = [syntaxHighlighting(style), EditorView.editorAttributes.of({ class: 'is-source' })]
