/** How much harm a key with this scope could do: `low` reads harmless things, `sensitive` reads people or changes data, `high` reaches people or money. */
export type ScopeRisk = 'low' | 'sensitive' | 'high';

/** The heading a scope stands under on the consent page: what the app will see, change, or send. */
export type ScopeVerb = 'see' | 'change' | 'send';

/** One permission, in the words an owner reads before agreeing to it. */
export interface ScopeDeclaration<Id extends string = string> {
  /** `<resource>:<verb>`, never renamed: `flow-tags:view`. */
  readonly id: Id;
  /** Two to six plain words: "View flow tags". */
  readonly label: string;
  /** One or two sentences on what an app can do with it. */
  readonly description: string;
  readonly risk: ScopeRisk;
  /** Name of a Lucide icon: `tags`. */
  readonly icon: string;
  /** The things it is about, as a heading: "Tags". */
  readonly group: string;
  /** Ids of the scopes that come with this one. */
  readonly implies?: readonly string[];
  readonly verb: ScopeVerb;
  /** Completes "This app cannot ..." when the scope is not asked for; begins with a capital: "See your flow tags". */
  readonly cannot: string;
}
