/** Lint rules for our scripts and their tests; formatting is prettier's. */
const BROWSER =
  'window document navigator location history localStorage sessionStorage fetch WebSocket XMLHttpRequest URL URLSearchParams ' +
  'FormData Headers Request Response AbortController AbortSignal Blob File FileReader DOMParser Node Element ' +
  'HTMLElement Event CustomEvent EventTarget KeyboardEvent MutationObserver IntersectionObserver ResizeObserver ' +
  'customElements CSS Range Selection getSelection matchMedia requestAnimationFrame cancelAnimationFrame ' +
  'requestIdleCallback structuredClone queueMicrotask setTimeout clearTimeout setInterval clearInterval console ' +
  'crypto performance TextEncoder TextDecoder atob btoa indexedDB IDBKeyRange BroadcastChannel Intl ' +
  'DataTransfer NodeFilter HTMLInputElement HTMLFormElement HTMLTextAreaElement Highlight innerWidth innerHeight ' +
  'addEventListener removeEventListener'
const DJANGO = 'gettext ngettext pgettext npgettext interpolate get_format'
const NODE = 'process Buffer global globalThis'

const names = (text) => Object.fromEntries(text.split(' ').map((name) => [name, 'readonly']))

const rules = {
  'constructor-super': 'error',
  'for-direction': 'error',
  'getter-return': 'error',
  'no-async-promise-executor': 'error',
  'no-class-assign': 'error',
  'no-compare-neg-zero': 'error',
  'no-cond-assign': 'error',
  'no-const-assign': 'error',
  'no-constant-condition': ['error', { checkLoops: false }],
  'no-debugger': 'error',
  'no-dupe-args': 'error',
  'no-dupe-class-members': 'error',
  'no-dupe-else-if': 'error',
  'no-dupe-keys': 'error',
  'no-duplicate-case': 'error',
  'no-duplicate-imports': 'error',
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-implied-eval': 'error',
  'no-import-assign': 'error',
  'no-loss-of-precision': 'error',
  'no-new-func': 'error',
  'no-prototype-builtins': 'error',
  'no-redeclare': 'error',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-shadow-restricted-names': 'error',
  'no-this-before-super': 'error',
  'no-undef': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'no-unused-private-class-members': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
  'no-useless-escape': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
  complexity: ['error', 12],
  eqeqeq: ['error', 'smart'],
  'max-lines': ['error', { max: 200, skipBlankLines: false }],
}

export default [
  { ignores: ['platform/frontend/dist/**'] },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: 'module',
      globals: { ...names(BROWSER), ...names(DJANGO) },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules,
  },
  {
    files: ['tests/**', 'platform/frontend/*.{js,mjs}'],
    languageOptions: { globals: names(NODE) },
    rules: { 'max-lines': ['error', { max: 300 }] },
  },
]
