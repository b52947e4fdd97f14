/** Reads XML that has elements and attributes only, strictly: a stray character fails. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

type OpenElement = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

export function parseXml(source: string): XmlElement {
  const body = source.replace(/^<\?xml[^?]*\?>\s*/, '');
  const token = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const match = token.exec(body);
    if (match === null) throw new Error(`no XML at: ${body.slice(at, at + 60)}`);
    const [, closing, name, attributeText = '', empty, text] = match;
    const top = stack.at(-1)!;
    if (text !== undefined) top.text += decode(text.trim());
    else if (closing === '/') {
      if (stack.pop()!.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
    } else {
      const pairs = [...attributeText.matchAll(/([\w:.-]+)="([^"]*)"/g)];
      const attributes = Object.fromEntries(pairs.map(([, key, value]) => [key!, decode(value!)]));
      const element = { name: name!, attributes, children: [], text: '' };
      top.children.push(element);
      if (empty !== '/') stack.push(element);
    }
  }
  if (stack.length !== 1 || root.children.length !== 1) throw new Error('the document does not close');
  return root.children[0]!;
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The only descendants on the path of names. */
export function elementAt(element: XmlElement, path: string): XmlElement {
  return path.split('/').reduce((parent, name) => {
    const [child, ...more] = childrenOf(parent, name);
    if (child === undefined || more.length > 0) throw new Error(`expected one ${name} in ${parent.name}`);
    return child;
  }, element);
}

function decode(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (_, name: string) => {
    const character = entities[name];
    if (character === undefined) throw new Error(`unknown entity ${name}`);
    return character;
  });
}
