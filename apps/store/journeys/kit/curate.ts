import { apiAs, system } from './system.ts';

/** A collection as an operator writes it. */
interface JourneyCollection {
  slug: string;
  title: string;
  summary: string;
  apps: string[];
}

/** Changes the collections of the front page as the demo's operator; again, when somebody else did meanwhile. */
export async function curate(change: (items: JourneyCollection[]) => JourneyCollection[]): Promise<void> {
  const operator = apiAs(system.accounts.operator.token);
  for (let tries = 0; tries < 5; tries += 1) {
    const { data, response } = await operator.GET('/v1/operator/collections');
    if (data === undefined) throw new Error(`Reading the collections was answered with ${response.status}.`);
    const items = change(data.items.map(({ slug, title, summary, apps }) => ({ slug, title, summary, apps })));
    const saved = await operator.PUT('/v1/operator/collections', {
      params: { header: { 'If-Match': response.headers.get('etag') ?? '' } },
      body: { items },
    });
    if (saved.data !== undefined) return;
    if (saved.response.status !== 412) throw new Error(`Curating was refused: ${JSON.stringify(saved.error)}`);
  }
  throw new Error('Others changed the collections each time.');
}
