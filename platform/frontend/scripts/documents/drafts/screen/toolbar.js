/**
 * The toolbar after the WAI-ARIA pattern: one stop for Tab, arrows inside, pressed states that follow the caret.
 *
 * In the row is what everybody looks for; the rest is in two menus at its end. It belongs to an editor view that may be
 * replaced (a new epoch brings a new text), hence `view()`.
 */
import { blockOf, setHeading } from '../format/blocks.js'
import { h } from './dom.js'
import { ownTools } from './own-tools.js'
import { showTool, toolButton, toolItem } from './tool.js'
import { ToolMenu } from './tool-menu.js'

const PLUS = 'M12 5v14M5 12h14'
const DOTS = 'M5.500 12h.01M12 12h.01M18.500 12h.01'
const ORDER = ['history', 'levels', 'marks', 'lists', 'insert', 'talk', 'mode', 'text', 'view', 'help']

export class Toolbar {
  /** `acts`: `{undo(), redo(), openLink(view), toggleSource(), help()}`; `controls` is the id of the editor. */
  constructor({ view, acts, controls }) {
    this.view = view
    this.own = ownTools(acts)
    this.levels = this.#createLevels()
    this.menus = {
      insert: new ToolMenu({ label: gettext('Insert'), icon: PLUS }),
      more: new ToolMenu({ label: gettext('More'), icon: DOTS, short: true }),
    }
    this.row = h('div', { class: 'draft-row' })
    const label = gettext('Formatting')
    this.element = h(
      'div',
      { class: 'draft-toolbar', role: 'toolbar', 'aria-label': label, 'aria-controls': controls },
      this.row,
      this.menus.more.button,
    )
    this.elements = [this.element, ...Object.values(this.menus).map(({ menu }) => menu)]
    this.element.addEventListener('keydown', (event) => this.#move(event))
    this.element.addEventListener('focusin', ({ target }) => this.#setStop(target))
    this.setExtras([])
  }

  get stops() {
    const shown = ({ disabled, hidden }) => !disabled && !hidden
    return [...this.element.querySelectorAll('button, select')].filter(shown)
  }

  focus() {
    this.element.querySelector('[tabindex="0"]')?.focus()
  }

  /** Tools of the features beside our own, see features/plug.js. */
  setExtras(extras) {
    this.tools = [...this.own, ...extras].map((tool) => ({ ...tool, element: this.#element(tool) }))
    const of = (menu) => this.tools.filter((tool) => tool.menu === menu)
    for (const [name, menu] of Object.entries(this.menus)) menu.setItems(grouped(of(name)))
    const fixed = [
      { group: 'levels', element: this.levels },
      { group: 'insert', element: this.menus.insert.button },
    ]
    const groups = grouped([...of(undefined), ...fixed])
    this.row.replaceChildren(...groups.map((inside) => h('div', { class: 'draft-tools' }, ...inside)))
    this.#setStop(this.stops[0])
  }

  /** Follow the caret. `{source, canUndo, canRedo}` beside the editor's state. */
  show(state, now) {
    const block = blockOf(state)
    for (const { element, idle, pressed, reading } of this.tools) {
      const cannot = (state.readOnly && !reading) || idle?.(now)
      showTool(element, { idle: cannot, pressed: pressed?.(state, { ...now, block }) })
    }
    this.levels.value = String(block.heading)
    this.levels.disabled = state.readOnly
  }

  #element(tool) {
    const make = tool.menu ? toolItem : toolButton
    return make(tool, () => {
      const view = this.view()
      tool.run(view)
      if (tool.writes && !document.querySelector('dialog[open]')) view.focus()
    })
  }

  #createLevels() {
    const heading = (level) => interpolate(gettext('Heading %(level)s'), { level }, true)
    const names = [gettext('Paragraph'), ...[1, 2, 3, 4, 5, 6].map(heading)]
    const select = h(
      'select',
      { class: 'draft-levels', 'aria-label': gettext('Kind of paragraph') },
      ...names.map((name, level) => h('option', { value: level }, name)),
    )
    select.addEventListener('change', () => {
      setHeading(Number(select.value))(this.view())
      this.view().focus()
    })
    return select
  }

  #move(event) {
    const stops = this.stops
    const index = stops.indexOf(event.target)
    const steps = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: stops.length - 1 }
    if (event.key === 'Escape') this.view().focus()
    if (!(event.key in steps) || index < 0) return
    event.preventDefault()
    stops.at(steps[event.key] % stops.length).focus()
  }

  #setStop(target) {
    for (const stop of this.element.querySelectorAll('button, select'))
      stop.tabIndex = stop === target ? 0 : -1
  }
}

/** Elements in groups, those first that ORDER names. */
function grouped(tools) {
  const groups = new Map(ORDER.map((name) => [name, []]))
  for (const { group, element } of tools) groups.set(group, [...(groups.get(group) ?? []), element])
  return [...groups.values()].filter((inside) => inside.length)
}
