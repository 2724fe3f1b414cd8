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
 * What it gives, all of it optional: `extensions` of CodeMirror; `tools` for the toolbar `{name, label, icon, run(view),
 * key?, pressed?(state), reading?}` (icon: the path of a 24 unit drawing; `reading`: works without the right to write);
 * `panel` or `panels` `{name, label, icon, element, shown?()}`, tabs beside the sheet; `help` `[[keys, meaning]]` for the
 * window of keys beside those of the tools; `keys` of CodeMirror; `group`: the name of the group
 * its buttons stand in (insert, view, or one's own); `destroy()`.
 */
import { keymap } from '@codemirror/view'

/** `{extensions, tools, panels, help, destroy()}` of all features together. */
export function plugIn(features, host) {
  const plugged = features.map((feature) => feature(host))
  const all = (name) => plugged.flatMap((feature) => feature[name] ?? [])
  const tools = all('tools')
  return {
    extensions: [
      ...all('extensions'),
      keymap.of([...tools.filter(({ key }) => key).map(keyOf), ...all('keys')]),
    ],
    tools: grouped(plugged),
    panels: [...all('panel'), ...all('panels')],
    help: [...tools.filter(({ key }) => key).map(({ key, label }) => [key, label]), ...all('help')],
    destroy: () => plugged.forEach((feature) => feature.destroy?.()),
  }
}

/** Buttons of one `group` stand together, those of other features each by themselves. */
function grouped(plugged) {
  const groups = new Map()
  for (const feature of plugged.filter(({ tools }) => tools?.length)) {
    const name = feature.group ?? feature
    groups.set(name, [...(groups.get(name) ?? []), ...feature.tools])
  }
  return [...groups.values()]
}

function keyOf({ key, run, reading }) {
  const act = (view) => ((view.state.readOnly && !reading) || run(view), true)
  return { key, run: act, preventDefault: true }
}
