import { icons } from 'lucide';
import type { IconNode } from '@minimart/ui';

const known = new Map(Object.entries(icons));

/** The drawing of a lucide icon by its name (`message-square`); null for a name that lucide does not know. */
export function iconNode(name: string): IconNode | null {
  const drawing = known.get(toPascalCase(name));
  if (!drawing) return null;
  return drawing.map(([tag, attributes]) => {
    const drawn = Object.entries(attributes).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined,
    );
    return [tag, Object.fromEntries(drawn)];
  });
}

function toPascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
