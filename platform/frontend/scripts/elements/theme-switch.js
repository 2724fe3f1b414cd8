/** <theme-switch>: light, dark or as the system; the cookie lets the server draw the next page right at once. */
const YEAR = 60 * 60 * 24 * 365

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this.#choose)
    this.#show()
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#choose)
  }

  #choose = (event) => {
    const theme = event.target.closest('button')?.value
    if (theme) this.#apply(theme)
  }

  #apply(theme) {
    const system = theme === 'system'
    document.cookie = `theme=${theme}; path=/; max-age=${system ? 0 : YEAR}; samesite=lax`
    if (system) delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    this.#show()
  }

  #show() {
    const current = document.documentElement.dataset.theme ?? 'system'
    this.querySelectorAll('button').forEach((button) => {
      button.setAttribute('aria-pressed', String(button.value === current))
    })
  }
}

customElements.define('theme-switch', ThemeSwitch)
