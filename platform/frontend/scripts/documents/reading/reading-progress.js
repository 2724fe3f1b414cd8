/**
 * <reading-progress> above a [data-reading] text: a thin bar of how much was read, the part of the contents one is in,
 * and "read to the end" in words. The page is whole without it; nothing is stored or sent.
 */
class ReadingProgress extends HTMLElement {
  #leaving
  #frame = 0

  connectedCallback() {
    this.text = document.querySelector('[data-reading]')
    if (!this.text) return
    this.bar = this.appendChild(document.createElement('progress'))
    Object.assign(this.bar, { max: 100, value: 0, ariaLabel: gettext('Read') })
    this.words = this.appendChild(document.createElement('span'))
    this.words.className = 'numbers'
    this.#leaving = new AbortController()
    const options = { passive: true, signal: this.#leaving.signal }
    for (const name of ['scroll', 'resize']) window.addEventListener(name, () => this.#soon(), options)
    this.#measure()
  }

  disconnectedCallback() {
    this.#leaving?.abort()
    cancelAnimationFrame(this.#frame)
  }

  #soon() {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => this.#measure())
  }

  #measure() {
    const { top, height } = this.text.getBoundingClientRect()
    const share = Math.min(Math.max((innerHeight - top) / Math.max(height, 1), 0), 1)
    const percent = Math.round(share * 100)
    this.bar.value = percent
    this.words.textContent = percent === 100 ? gettext('Read to the end') : `${gettext('Read')}: ${percent}%`
    this.#mark()
  }

  /** The last heading above the upper third of the window is where one is. */
  #mark() {
    const links = [...document.querySelectorAll('.contents a[href^="#"]')]
    const above = links.filter((link) => {
      const heading = document.getElementById(link.hash.slice(1))
      return heading && heading.getBoundingClientRect().top < innerHeight / 3
    })
    const here = above.at(-1)
    for (const link of links) link.toggleAttribute('aria-current', link === here)
    here?.setAttribute('aria-current', 'location')
  }
}

customElements.define('reading-progress', ReadingProgress)
