/**
 * <redline-walk data-count="12">: two buttons lead from change to change. The place is said aloud, the change gets the
 * focus, and what is folded around it opens. Links of the list of changes do the same.
 */
class RedlineWalk extends HTMLElement {
  #leaving
  #at = 0

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    this.querySelector('[data-walk]').hidden = false
    this.addEventListener('click', (event) => this.#clicked(event), { signal })
    window.addEventListener('hashchange', () => this.#follow(), { signal })
    this.#follow()
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  #clicked({ target }) {
    const step = Number(target.closest('[data-step]')?.dataset.step ?? 0)
    if (step) this.#go(this.#at + step)
  }

  /** Behind the last comes the first. */
  #go(number) {
    const count = Number(this.dataset.count)
    if (!count) return
    this.#show((((((number || count) - 1) % count) + count) % count) + 1)
  }

  #follow() {
    const number = Number(/^#change-(\d+)$/.exec(location.hash)?.[1] ?? 0)
    if (number) this.#show(number)
  }

  #show(number) {
    const change = document.getElementById(`change-${number}`)
    if (!change) return
    this.#at = number
    for (const mark of this.querySelectorAll('[data-current]')) delete mark.dataset.current
    for (const mark of this.querySelectorAll(`[data-change="${number}"]`)) mark.dataset.current = ''
    change.closest('details')?.setAttribute('open', '')
    change.focus({ preventScroll: true })
    change.scrollIntoView({ block: 'center' })
    this.#say(number)
  }

  #say(number) {
    const words = window.interpolate(
      window.gettext('Change %(number)s of %(count)s'),
      { number, count: this.dataset.count },
      true,
    )
    this.querySelector('[data-place]').textContent = words
  }
}

customElements.define('redline-walk', RedlineWalk)
