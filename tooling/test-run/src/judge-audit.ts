/** What an audit came to, in words, and the exit code: 0 for nothing that is severe, 1 for something, 2 when nobody could be asked, which is no good news. */
export interface Judged {
  told: string;
  code: 0 | 1 | 2;
}

interface Advisory {
  module_name: string;
  severity: string;
  title: string;
  url: string;
}

const severe = new Set(['high', 'critical']);

/** Reads what `pnpm audit --json` printed. */
export function judgeAudit(output: string): Judged {
  const advisories = parse(output);
  if (advisories === undefined)
    return {
      told: `Not audited: the registry could not be asked what it knows of our packages.\n${output.trim().slice(0, 500)}`,
      code: 2,
    };
  const lines = advisories.map(
    ({ module_name, severity, title, url }) => `${severity}: ${module_name}, ${title} (${url})`,
  );
  const isSevere = advisories.some(({ severity }) => severe.has(severity));
  const summary =
    lines.length === 0 ? 'Audited: nothing is known against our packages.' : `Audited: ${lines.length} known.`;
  return { told: [...lines, summary].join('\n'), code: isSevere ? 1 : 0 };
}

function parse(output: string): Advisory[] | undefined {
  try {
    const { advisories } = JSON.parse(output) as { advisories?: Record<string, Advisory> };
    return advisories && Object.values(advisories);
  } catch {
    return undefined;
  }
}
