/**
 * The features of one text box. They begin with it and end with it: another epoch brings another text, and then
 * features, tools and panels are made anew.
 *
 * What a feature gets, its host:
 * `element` the <draft-editor> (it fires `draft-status` with `Session.status` at every change), `part` the part's id,
 * `language` of its text, `view()`, `undoManager()`, `replica`, `presence`, `source()` whether the Markdown is shown,
 * `text()` the Y.Text on the screen, `copy()` and `setCopy({text, destroy()})` another one instead of the shared one,
 * `has(permission)` by role, `can('edit_draft')` now, `announce(text)` to a screen reader, `openPanel(name)`, `closePanel()`.
 *
 * What it gives (late.js has those whose work comes later), all of it optional: `extensions` of CodeMirror; `tools` for
 * the toolbar `{name, label, icon, run(view), group, menu?, key?, pressed?(state), reading?, words?}` (icon: the path of a
 * 24 unit drawing; `group`: with which others it stands, in the row or in the `menu` insert or more; `reading`: works
 * without the right to write; `words`: its label is shown); `panel` or `panels` `{name, label, icon, element, shown?(),
 * button?}`, tabs beside the sheet, which have a button unless it is false; `help` `[[keys, meaning]]` for the window of
 * keys beside those of the tools; `keys` of CodeMirror; `destroy()`.
 */
import { keymap } from '@codemirror/view'

/** `{extensions, tools, panels, help, ready(text, act), shown(), destroy()}` of all features together. */
export function plugIn(features, host) {
  const plugged = features.map((feature) => feature(host))
  const all = (name) => plugged.flatMap((feature) => feature[name] ?? [])
  const tools = all('tools')
  return {
    get extensions() {
      const own = plugged.map(({ extensions, late }) => late?.extension ?? extensions ?? [])
      return [own, keymap.of([...tools.filter(({ key }) => key).map(keyOf), ...all('keys')])]
    },
    tools,
    panels: [...all('panel'), ...all('panels')],
    help: [...tools.filter(({ key }) => key).map(({ key, label }) => [key, label]), ...all('help')],
    /** Act when everything is here that this text cannot be shown without: now, if it is. */
    ready(text, act) {
      const needed = plugged.filter((feature) => feature.needed?.(text))
      if (needed.length) Promise.all(needed.map(({ late }) => late.come())).then(act)
      else act()
    },
    /** The text is on the screen: the rest may come. */
    shown: () => all('late').forEach((late) => late.comeSoon()),
    destroy: () => plugged.forEach((feature) => (feature.late ?? feature).destroy?.()),
  }
}

function keyOf({ key, run, reading }) {
  const act = (view) => ((view.state.readOnly && !reading) || run(view), true)
  return { key, run: act, preventDefault: true }
}
