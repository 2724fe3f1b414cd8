/**
 * <job-progress job="…"> inside a <live-topic>: moves its bar with the job and loads the page again when the job
 * is over, so that the new title is read out and the result is there. Hidden tabs do the same.
 */
class JobProgress extends HTMLElement {
  #leaving

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const topic = this.closest('live-topic')
    topic?.addEventListener('live:event', ({ detail }) => this.#hear(detail.data), { signal })
    topic?.addEventListener('live:reload', () => location.reload(), { signal })
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  #hear({ job, state, progress }) {
    if (job !== this.getAttribute('job')) return
    if (state !== 'running' && state !== 'waiting') return location.reload()
    const percent = `${Math.round(progress * 100)}%`
    this.querySelector('progress').value = progress
    this.querySelector('[data-percent]').textContent = percent
  }
}

customElements.define('job-progress', JobProgress)
