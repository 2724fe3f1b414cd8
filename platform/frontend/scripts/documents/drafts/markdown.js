/**
 * Markdown for the editor: the lean parser (no HTML, CSS or code languages inside) with what our texts use.
 */
import { defineLanguageFacet, foldNodeProp, Language, languageDataProp } from '@codemirror/language'
import { Autolink, parser, Strikethrough, Table, TaskList } from '@lezer/markdown'

const data = defineLanguageFacet({ wordChars: '' })

export const markdownLanguage = new Language(
  data,
  parser.configure([
    Table,
    Strikethrough,
    TaskList,
    Autolink,
    { props: [foldNodeProp.add({}), languageDataProp.add({ Document: data })] },
  ]),
  [],
  'markdown',
)
