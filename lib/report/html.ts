/** HTML that may stand in a page as it is; whatever else comes into a page is text. */
class Html {
  constructor(readonly text: string) {}
}

export type { Html };

/** What can stand in `html`: nothing for what is absent, one after the other for a list. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** A piece of a page; values in it are text, between tags or in the quotes of an attribute. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.map((string, index) => string + textOf(values[index])).join(''));
}

/** HTML that nobody but this project wrote. */
export function trusted(text: string): Html {
  return new Html(text);
}

function textOf(content: Content): string {
  if (content instanceof Html) {
    return content.text;
  }
  if (content === undefined || content === false) {
    return '';
  }
  return typeof content === 'object' ? content.map(textOf).join('') : escaped(String(content));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** No character of a text at all, or one that turns around the text beside it. */
// eslint-disable-next-line no-control-regex -- these are meant
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function escaped(text: string): string {
  return text.replace(UNFIT, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
