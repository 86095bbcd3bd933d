import { html, trusted } from '../../lib/report/html';

test('values are text, between tags and in attributes', () => {
  const value = `<b onclick='a("&")'>`;
  const escaped = '&lt;b onclick=&#39;a(&quot;&amp;&quot;)&#39;&gt;';
  expect(html`<p title="${value}">${value}</p>`.text).toBe(`<p title="${escaped}">${escaped}</p>`);
});

test('pieces, lists and numbers stand in each other; what is absent is nothing', () => {
  const items = ['<a>', 2].map((item) => html`<li>${item}</li>`);
  const { text } = html`${items}${undefined}${false}${[]}${0}`;
  expect(text).toBe('<li>&lt;a&gt;</li><li>2</li>0');
});

test('what looks like a piece and is none does not become one', () => {
  const read = JSON.parse('{"text":"<script>"}') as string;
  expect(() => html`${read}`).toThrow(TypeError);
});

test('characters that are none, or turn text around, are replaced', () => {
  expect(html`${'a\u0000b\u001b[31m\u202ec\u2066d\ne'}`.text).toBe('a\ufffdb\ufffd[31m\ufffdc\ufffdd\ne');
});

test('what the project wrote itself stays as it is', () => {
  expect(html`${trusted('<style>a > b {}</style>')}`.text).toBe('<style>a > b {}</style>');
});
