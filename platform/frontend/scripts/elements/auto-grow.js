/** <textarea data-grow> grows with its text where CSS `field-sizing` cannot do it. */
const GROWING = 'textarea[data-grow], .composer textarea'

if (!CSS.supports('field-sizing', 'content')) {
  document.addEventListener('input', ({ target }) => {
    if (target.matches(GROWING)) grow(target)
  })
  document.querySelectorAll(GROWING).forEach(grow)
}

function grow(area) {
  area.style.blockSize = 'auto'
  area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
}
