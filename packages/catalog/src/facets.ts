import type { Pricing } from '@minimart/app-manifest';

/** What an app may cost to be found: nothing at all, or nothing on one of its plans. What says nothing of its price is never found so. */
export const prices = {
  free: ['free'],
  'free-plan': ['free', 'free-plan'],
} as const satisfies Record<string, readonly Pricing[]>;

/** One of `prices`. */
export type Price = keyof typeof prices;

/** What apps may be chosen by, one value at a time. */
export interface Choices {
  category?: string | undefined;
  price?: Price | undefined;
  /** The language of their texts, without a script or a region: `pt` for `pt-BR`. */
  language?: string | undefined;
}

/** The name of something that apps may be chosen by. */
export type Facet = keyof Choices;

/** What a listed app is chosen by. */
export interface FacetValues {
  category: string;
  pricing: Pricing | null;
  language: string;
}

const has: { [Name in Facet]: (app: FacetValues, chosen: NonNullable<Choices[Name]>) => boolean } = {
  category: ({ category }, chosen) => category === chosen,
  price: ({ pricing }, chosen) => (prices[chosen] as readonly unknown[]).includes(pricing),
  language: ({ language }, chosen) => language === chosen,
};

/** The names of all that apps may be chosen by. */
export const facets = Object.keys(has) as Facet[];

/** Whether an app is what was chosen, one facet left out of account. */
export function isChosen(app: FacetValues, choices: Choices, but?: Facet): boolean {
  return facets.every((facet) => facet === but || hasChosen(facet, app, choices));
}

function hasChosen<Name extends Facet>(facet: Name, app: FacetValues, choices: Choices): boolean {
  const chosen = choices[facet];
  return chosen === undefined || has[facet](app, chosen);
}
