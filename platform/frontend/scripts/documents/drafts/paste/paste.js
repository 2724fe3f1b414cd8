/** Pasting: foreign HTML becomes Markdown in visual mode, everything is cleaned, a long text is cut in pieces. */
import { EditorView } from '@codemirror/view'
import { lazily } from '../features/lazy.js'
import { clean, pieces } from './clean.js'

/** `between()` is called between the pieces of a large paste: each becomes an undo step, so also a small update. */
export function pasting({ visual, between }) {
  const converter = lazily(() => import('./html.js'), { quiet: true })
  return EditorView.domEventHandlers({
    paste: (event, view) => take(event, view, event.clipboardData, { visual, between, converter }),
  })
}

export const cleanInput = EditorView.clipboardInputFilter.of((text) => clean(text))

/** What is in the clipboard: `{html, plain}`; `html` is '' when the plain text is the better source. */
export function readOf(data, visual) {
  const html = visual ? data.getData('text/html') : ''
  return { html: hasStructure(html) ? html : '', plain: clean(data.getData('text/plain') ?? '') }
}

/** Insert at the selection; large text in several transactions, since the server refuses a single huge update. */
export function insertText(view, text, between = () => {}) {
  for (const [index, piece] of pieces(text).entries()) {
    if (index) between()
    view.dispatch(view.state.replaceSelection(piece), { userEvent: 'input.paste', scrollIntoView: true })
  }
}

function take(event, view, data, { visual, between, converter }) {
  if (!data || view.state.readOnly) return false
  const { html, plain } = readOf(data, visual())
  if (!html && !plain) return false
  event.preventDefault()
  const put = (text) => insertText(view, text || plain, between)
  if (html) converter().then((module) => put(module?.htmlToMarkdown(html)))
  else put(plain)
  return true
}

/** A code editor wraps plain text in one styled block; there the plain text is the better source. */
function hasStructure(html) {
  return (
    /<(h[1-6]|p|b|strong|i|em|a|ul|ol|table|blockquote|s|del)[\s>]/i.test(html) ||
    /font-weight:\s*(bold|[6-9]00)/i.test(html)
  )
}
