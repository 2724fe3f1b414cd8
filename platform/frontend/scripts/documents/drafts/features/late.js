/**
 * Features whose buttons and tabs are there with the text box, and whose work is a module of its own.
 *
 * The module comes before the text is shown if the text cannot be shown rightly without it (`needed`), otherwise right
 * after it, when one can already write: later one may be offline. From then on a button acts at once, as a key pressed
 * in the middle of typing must.
 */
import { Compartment } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { toast } from '../../../elements/toast.js'
import { h } from '../screen/dom.js'

const RETRY = 5_000

/**
 * A feature (plug.js). `load()` resolves to the feature itself, a function of the host that gives `{extensions, keys,
 * acts: {tool: run}, pressed: {tool: of(state)}, element, shown(), destroy()}`, all optional; `describe(host)` gives
 * what is known without it: `tools` without `run`, `panel` without `element`, `group`, `help`; `needed(text, host)`.
 */
export function late({ load, describe = () => ({}), needed = () => false }) {
  let feature = null
  const bring = async () => (feature ??= await load())
  return (host) => {
    const rest = new Rest({ host, bring })
    if (feature) rest.make(feature)
    return { ...rest.dress(describe(host)), late: rest, needed: (text) => !rest.made && needed(text, host) }
  }
}

class Rest {
  #slot = new Compartment()
  #coming = null
  #timer = null
  #gone = false
  #box = h('div', { class: 'draft-late' })

  constructor({ host, bring }) {
    Object.assign(this, { host, bring, made: null })
  }

  /** The extension for a text box that begins now. */
  get extension() {
    return this.#slot.of(extensionsOf(this.made))
  }

  dress({ tools = [], panel, ...more }) {
    return {
      ...more,
      tools: tools.map((tool) => ({
        ...tool,
        run: (view) => this.#need((made) => made.acts[tool.name](view)),
        ...(tool.toggles ? { pressed: (state) => this.made?.pressed[tool.name](state) ?? false } : {}),
      })),
      panel: panel && { ...panel, element: this.#box, shown: () => this.#need((made) => made.shown?.()) },
    }
  }

  /** Resolves when the work can be done, or cannot now: then it is tried again later. */
  come() {
    if (this.made) return Promise.resolve()
    this.#coming ??= this.bring().then(
      (feature) => this.make(feature),
      () => this.#later(RETRY),
    )
    return this.#coming
  }

  comeSoon() {
    if (!this.made) this.#later(0)
  }

  make(feature) {
    if (this.#gone || this.made) return
    this.made = feature(this.host)
    if (this.made.element) this.#box.replaceChildren(this.made.element)
    this.host.view?.()?.dispatch({ effects: this.#slot.reconfigure(extensionsOf(this.made)) })
  }

  destroy() {
    this.#gone = true
    clearTimeout(this.#timer)
    this.made?.destroy?.()
  }

  #need(act) {
    if (this.made) return act(this.made)
    return this.come().then(() => (this.made ? act(this.made) : this.#missing()))
  }

  #missing() {
    if (this.#gone) return
    toast(gettext('This tool could not be loaded. Try again when you are online.'), 'warning')
  }

  #later(ms) {
    clearTimeout(this.#timer)
    this.#coming = null
    this.#timer = setTimeout(() => this.come(), ms)
  }
}

function extensionsOf(made) {
  return made ? [made.extensions ?? [], keymap.of(made.keys ?? [])] : []
}
