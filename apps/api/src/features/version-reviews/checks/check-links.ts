import type { Manifest } from '@minimart/app-manifest';
import type { CheckFinding, VersionCheck } from '@minimart/catalog';
import { toCheck, type CheckContext } from './check-context.ts';

interface Link {
  url: string;
  pointer: string;
}

const mostInText = 10;

/** Whether the addresses that a manifest leads people to answer. */
export async function checkLinks({ manifest, ask }: Pick<CheckContext, 'manifest' | 'ask'>): Promise<VersionCheck> {
  const links = linksOf(manifest);
  const findings = await Promise.all(links.map(async (link) => toFinding(link, await ask(link.url))));
  return toCheck('links', findings, 'It leads to no address.');
}

/** Each address once, where it stands first. */
function linksOf({ links, pricingUrl, video, description = '' }: Manifest): Link[] {
  const named = Object.entries(links).flatMap(([name, url]) =>
    url === undefined ? [] : [{ url, pointer: `/links/${name}` }],
  );
  const inText = [...description.matchAll(/https?:\/\/[^\s)>\]"']+/g)].slice(0, mostInText);
  const all = [
    ...named,
    ...(pricingUrl === undefined ? [] : [{ url: pricingUrl, pointer: '/pricingUrl' }]),
    ...(video === undefined ? [] : [{ url: video, pointer: '/video' }]),
    ...inText.map(([url]) => ({ url: url.replace(/[.,;:!?]+$/, ''), pointer: '/description' })),
  ];
  const isFirst = ({ url }: Link, place: number) => all.findIndex((other) => other.url === url) === place;
  return all.filter((link) => /^https?:/.test(link.url)).filter(isFirst);
}

function toFinding({ url, pointer }: Link, answer: Awaited<ReturnType<CheckContext['ask']>>): CheckFinding {
  if (!answer.ok) return { verdict: 'fail', text: `${url} does not answer: ${answer.error}`, pointer };
  const { statusCode, location } = answer;
  if (statusCode < 300) return { verdict: 'pass', text: `${url} answers.`, pointer };
  if (statusCode < 400) return { verdict: 'warn', text: `${url} leads on to ${location ?? 'nowhere'}.`, pointer };
  const isGone = statusCode === 404 || statusCode === 410;
  const text = `${url} answers with ${statusCode}${isGone ? ': there is nothing' : ', which may be for machines alone'}.`;
  return { verdict: isGone ? 'fail' : 'warn', text, pointer };
}
