/** What main lets in from its pages: a shape for the parameters of every call. */
import type { CallName, ParamsOf } from '../rpc/declaration.ts';
import { flag, listOf, objectOf, oneOf, orNull, textLike, wholeIn } from '../std/shape.ts';
import type { Shape } from '../std/shape.ts';
import type { HostContract, MenuCommand, WindowReport } from './host-contract.ts';

const aText = textLike(/^[^\p{Cc}]{0,200}$/u, 'a short text');
const aWord = textLike(/^[A-Za-z]{1,40}$/, 'a word');
const aPath = textLike(/^[^\p{Cc}]{1,4000}$/u, 'a path');
const aResource = textLike(/^\/resources\/[^\p{Cc}]{1,4000}$/u, 'a resource');
const mostCommands = 300;
const mostFiles = 200;

export const hostShapes: { readonly [K in CallName<HostContract>]: Shape<ParamsOf<HostContract[K]>> } = {
  connect: objectOf<Record<string, never>>({}),
  report: objectOf<WindowReport>({
    project: orNull(
      objectOf<NonNullable<WindowReport['project']>>({
        handle: textLike(/^[a-z0-9]{1,40}$/, 'a project that is open'),
        folder: aPath,
        name: aText,
      }),
    ),
    isEdited: flag,
    commands: listOf(
      objectOf<MenuCommand>({
        id: aWord,
        group: aWord,
        groupTitle: aText,
        title: aText,
        shortcut: orNull(textLike(/^[^\p{Cc}]{1,40}$/u, 'a shortcut')),
        isEnabled: flag,
        isOn: orNull(flag),
      }),
      mostCommands,
    ),
  }),
  choose: objectOf<ParamsOf<HostContract['choose']>>({
    purpose: oneOf(['open', 'export', 'save-as']),
    name: aText,
  }),
  open: objectOf<ParamsOf<HostContract['open']>>({ path: aPath }),
  reveal: objectOf<ParamsOf<HostContract['reveal']>>({ resource: aResource }),
  drag: objectOf<ParamsOf<HostContract['drag']>>({ resources: listOf(aResource, mostFiles, 1) }),
  saved: objectOf<ParamsOf<HostContract['saved']>>({
    order: wholeIn(0, Number.MAX_SAFE_INTEGER),
    failure: orNull(textLike(/^[\s\S]{0,2000}$/, 'a text')),
  }),
};
