/**
 * <part-news part="…">: whoever has a chapter open is told that it was divided, joined, binned or moved, with the way
 * to where the text is now. The page never goes there by itself: words may be on their way.
 */
import { tellOf } from './news.js'

class PartNews extends HTMLElement {
  #leaving

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const topic = document.querySelector('live-topic[data-for="parts-list"]')
    topic?.addEventListener('live:event', ({ detail }) => this.#hear(detail), { signal })
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  #hear({ kind, data }) {
    const news = tellOf(this.getAttribute('part'), kind, data)
    if (!news) return
    if (news.title) this.#rename(news.title)
    else this.replaceChildren(notice(news))
  }

  #rename(title) {
    document.getElementById('part-title').textContent = title
  }
}

function notice({ words, href, name }) {
  const element = document.createElement('p')
  element.className = 'notice'
  element.dataset.tone = 'attention'
  element.append(words)
  if (href) {
    const link = document.createElement('a')
    link.href = href
    link.textContent = name
    element.append(' ', link)
  }
  return element
}

customElements.define('part-news', PartNews)
