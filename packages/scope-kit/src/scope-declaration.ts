/** How much harm a key with this scope could do: `low` reads harmless things, `sensitive` reads people or changes data, `high` reaches people or money. */
export type ScopeRisk = 'low' | 'sensitive' | 'high';

/** The heading a scope stands under on the consent page: what the app will see, change, or send. */
export type ScopeVerb = 'see' | 'change' | 'send';

/** What an owner reads of a scope, in one language. */
export interface ScopeWords {
  /** Two to six plain words: "View flow tags". */
  readonly label: string;
  /** One or two sentences on what an app can do with it. */
  readonly description: string;
  /** The things it is about, as a heading: "Tags". */
  readonly group: string;
  /** Completes "This app cannot ..." when the scope is not asked for; begins with a capital: "See your flow tags". */
  readonly cannot: string;
}

/** One permission, in the words an owner reads before agreeing to it (English). */
export interface ScopeDeclaration<Id extends string = string> extends ScopeWords {
  /** `<resource>:<verb>`, never renamed: `flow-tags:view`. */
  readonly id: Id;
  /** The same words in other languages, by BCP 47 tag: `de`. */
  readonly translations?: Readonly<Record<string, ScopeWords>>;
  readonly risk: ScopeRisk;
  /** Name of a Lucide icon: `tags`. */
  readonly icon: string;
  /** Ids of the scopes that come with this one. */
  readonly implies?: readonly string[];
  readonly verb: ScopeVerb;
  /** Set when apps should no longer ask for it: since when (`2026-11-24`), and the scope to ask for instead. It goes on working. */
  readonly deprecated?: { readonly since: string; readonly successor: string };
}
