/** <textarea data-grow> grows with its text where CSS `field-sizing` cannot do it. */
if (!CSS.supports('field-sizing', 'content')) {
  document.addEventListener('input', ({ target }) => {
    if (target.matches('textarea[data-grow]')) grow(target)
  })
  document.querySelectorAll('textarea[data-grow]').forEach(grow)
}

function grow(area) {
  area.style.blockSize = 'auto'
  area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
}
