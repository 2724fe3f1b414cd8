/**
 * Polish typography while typing: a word of one letter does not stand alone at the end of a line.
 *
 * When the next word begins, the space behind `w` or `i` becomes a no-break space, as a step of its own: undo takes
 * back only that. Never in code, in addresses and in the Markdown source.
 */
import { syntaxTree } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { recall, remember } from '../../../../storage.js'

const KEY = 'kes-draft-spaces'
const ICON = 'M4 9v6h16V9M9 4h6'
const SPACE = 'M4 10v5h16v-5'
const ORPHAN = /(?:^|[\s(„"»\u00a0–—])[aiouwz] $/iu
const CODE = /^(InlineCode|FencedCode|CodeBlock|CodeText|URL|Autolink|LinkMark|LinkTitle|HTMLBlock|HTMLTag)$/

export function typography(host) {
  const on = () => host.language === 'pl' && recall(KEY) !== 'no'
  if (host.language !== 'pl') return { tools: [space()] }
  return {
    extensions: EditorView.inputHandler.of((view, from, _to, text, insert) => {
      if (!on() || host.source() || !/^[^\s]/u.test(text)) return false
      if (!isOrphan(view.state, from)) return false
      view.dispatch(insert())
      const space = { from: from - 1, to: from, insert: '\u00a0' }
      view.dispatch({ changes: space, userEvent: 'input.format.space' })
      return true
    }),
    tools: [
      space(),
      {
        name: 'spaces',
        group: 'text',
        menu: 'more',
        label: gettext('Keep one-letter words with the next word'),
        icon: ICON,
        run() {
          remember(KEY, on() ? 'no' : 'yes')
          const said = on()
            ? gettext('One-letter words are kept with the next word')
            : gettext('Spaces stay as they are typed')
          host.announce(said)
        },
        pressed: on,
      },
    ],
  }
}

/** A no-break space at the caret, by the key that Word has for it. */
function space() {
  return {
    name: 'no-break-space',
    label: gettext('No-break space'),
    icon: SPACE,
    key: 'Mod-Shift-Space',
    group: 'insert',
    menu: 'insert',
    run(view) {
      view.dispatch(view.state.replaceSelection('\u00a0'), { userEvent: 'input.type' })
      view.focus()
    },
  }
}

/** Whether a word of one letter and a space stand before the position, in ordinary text. */
export function isOrphan(state, position) {
  const line = state.doc.lineAt(position)
  if (!ORPHAN.test(state.sliceDoc(Math.max(line.from, position - 4), position))) return false
  for (let node = syntaxTree(state).resolveInner(position, -1); node; node = node.parent) {
    if (CODE.test(node.name)) return false
  }
  return true
}
