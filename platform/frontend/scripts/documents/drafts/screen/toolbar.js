/**
 * The toolbar after the WAI-ARIA pattern: one stop for Tab, arrows inside, pressed states that follow the caret.
 *
 * It belongs to an editor view that may be replaced (a new epoch brings a new text), hence `view()`.
 */
import { blockOf, setHeading, toggleList, toggleQuote } from '../format/blocks.js'
import { enclosing, hasMark, toggleMark } from '../format/inline.js'
import { h, icon, ICONS } from './dom.js'
import { spoken } from './help.js'
import { openLinkDialog } from './link-dialog.js'

export class Toolbar {
  /** `acts`: `{undo(), redo(), toggleSource(), help()}`; `controls` is the id of the editor. */
  constructor({ view, acts, controls }) {
    this.view = view
    this.buttons = {
      undo: this.#button('undo', gettext('Undo'), acts.undo),
      redo: this.#button('redo', gettext('Redo'), acts.redo),
      strong: this.#toggle('bold', gettext('Bold'), toggleMark('strong')),
      emphasis: this.#toggle('italic', gettext('Italic'), toggleMark('emphasis')),
      strike: this.#toggle('strike', gettext('Struck through'), toggleMark('strike')),
      link: this.#toggle('link', gettext('Link'), openLinkDialog),
      bullet: this.#toggle('bullet', gettext('Bullet list'), toggleList('bullet')),
      ordered: this.#toggle('ordered', gettext('Numbered list'), toggleList('ordered')),
      quote: this.#toggle('quote', gettext('Quote'), toggleQuote),
      source: this.#toggle('source', gettext('Show the Markdown source'), () => acts.toggleSource()),
      help: this.#button('help', gettext('Help with writing'), acts.help),
    }
    this.levels = this.#createLevels()
    const { undo, redo, strong, emphasis, strike, link, bullet, ordered, quote, source, help } = this.buttons
    const groups = [
      [undo, redo],
      [this.levels],
      [strong, emphasis, strike, link],
      [bullet, ordered, quote],
      [source, help],
    ]
    this.extras = []
    this.element = h(
      'div',
      {
        class: 'draft-toolbar',
        role: 'toolbar',
        'aria-label': gettext('Formatting'),
        'aria-controls': controls,
      },
      ...groups.map((group) => h('div', { class: 'draft-tools' }, ...group)),
    )
    this.element.addEventListener('keydown', (event) => this.#move(event))
    this.element.addEventListener('focusin', ({ target }) => this.#setStop(target))
    this.#setStop(undo)
  }

  get stops() {
    return [...this.element.querySelectorAll('button, select')].filter(({ disabled }) => !disabled)
  }

  focus() {
    this.element.querySelector('[tabindex="0"]')?.focus()
  }

  /** Tools of the features, in groups, before the last group; see features/plug.js. */
  setExtras(groups) {
    this.element.querySelectorAll('.draft-tools--extra').forEach((group) => group.remove())
    this.extras = groups.flat().map((tool) => ({ ...tool, button: this.#extra(tool) }))
    const buttonOf = (tool) => this.extras.find(({ name }) => name === tool.name).button
    const drawn = groups
      .filter((tools) => tools.length)
      .map((tools) => h('div', { class: 'draft-tools draft-tools--extra' }, ...tools.map(buttonOf)))
    this.element.lastElementChild.before(...drawn)
    this.#setStop(this.stops[0])
  }

  /** Follow the caret. `{source, canUndo, canRedo}` beside the editor's state. */
  show(state, { source, canUndo, canRedo }) {
    const block = blockOf(state)
    const pressed = { ...block, link: enclosing(state, 'Link') !== null, source }
    for (const name of ['strong', 'emphasis', 'strike']) pressed[name] = hasMark(state, name)
    for (const [name, button] of Object.entries(this.buttons)) {
      if (button.hasAttribute('aria-pressed'))
        button.setAttribute('aria-pressed', String(Boolean(pressed[name])))
      // Not `disabled`: a button that vanishes from under the focus would throw the reader out of the toolbar.
      const nothing = { undo: !canUndo, redo: !canRedo }[name]
      const idle = nothing || (state.readOnly && !['source', 'help'].includes(name))
      button.setAttribute('aria-disabled', String(Boolean(idle)))
    }
    for (const { button, pressed: isPressed, reading } of this.extras) {
      if (isPressed) button.setAttribute('aria-pressed', String(Boolean(isPressed(state))))
      button.setAttribute('aria-disabled', String(state.readOnly && !reading))
    }
    this.levels.value = String(block.heading)
    this.levels.disabled = state.readOnly
  }

  #extra({ label, icon: path, key, run, pressed }) {
    const name = key ? `${label} (${spoken(key)})` : label
    const button = this.#button(path, name, () => run(this.view()))
    if (pressed) button.setAttribute('aria-pressed', 'false')
    return button
  }

  /** `name`: of an icon of ours, or the path of another. */
  #button(name, label, act) {
    return h(
      'button',
      {
        type: 'button',
        class: 'tool',
        'aria-label': label,
        title: label,
        onclick: run,
        onmousedown: keepFocus,
      },
      icon(ICONS[name] ?? name),
    )

    function run(event) {
      if (event.currentTarget.getAttribute('aria-disabled') !== 'true') act()
    }
  }

  #toggle(name, label, command) {
    const button = this.#button(name, label, () => {
      const view = this.view()
      command(view)
      if (!document.querySelector('dialog[open]')) view.focus()
    })
    button.setAttribute('aria-pressed', 'false')
    return button
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

/** The text keeps its selection, and on a phone its keyboard, while a button is pressed. */
function keepFocus(event) {
  event.preventDefault()
}
