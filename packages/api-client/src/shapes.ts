import type { components } from './schema.ts';

type Schemas = components['schemas'];

/** An app as the store lists it. */
export type Card = Schemas['Card'];
/** Everything there is to read of an app before installing it. */
export type Listing = Schemas['Listing'];
/** A scope that an app asks for, with the developer's reason. */
export type ListingScope = Schemas['ListingScope'];
/** A value that the owner fills in. */
export type AuthInput = Schemas['AuthInput'];
/** One app in one workspace. */
export type Installation = Schemas['Installation'];
/** How far an installation has come. */
export type Progress = Schemas['Progress'];
/** What became of an installation that ended. */
export type Farewell = Schemas['Farewell'];
/** A lifecycle request in the log. */
export type Delivery = Schemas['Delivery'];
/** A lifecycle request with its attempts. */
export type WholeDelivery = Schemas['WholeDelivery'];
/** One attempt at a lifecycle request. */
export type DeliveryAttempt = Schemas['DeliveryAttempt'];
/** How the deliveries to an app's server stand. */
export type Endpoint = Schemas['Endpoint'];
/** An app as its developer lists it. */
export type DeveloperApp = Schemas['DeveloperApp'];
/** One permission of the registry. */
export type Scope = Schemas['Scope'];
/** An error answer (RFC 9457). */
export type Problem = Schemas['Problem'];
/** What differs between two versions of an app in what a person agrees to. */
export type Changes = Schemas['Changes'];
/** What a person said to an app, with the texts they were shown. */
export type Consent = Schemas['Consent'];
/** A version that waits for an owner's consent. */
export type InstallationUpdate = Schemas['InstallationUpdate'];
/** What came of trying a lifecycle request. */
export type RequestTest = Schemas['RequestTest'];
/** A published version, how far it is let out, and who has it. */
export type Release = Schemas['Release'];

/** How a workspace's bot stands. */
export type Bot = components['schemas']['Bot'];

/** A person who talks with a bot, as one line of a list. */
export type BotSubscriberLine = components['schemas']['BotSubscriberLine'];

/** A person who talks with a bot, with the end of their conversation. */
export type BotSubscriber = components['schemas']['BotSubscriber'];

/** A key as it may be shown. */
export type Key = components['schemas']['Key'];

/** Something that happened to a key. */
export type KeyEvent = components['schemas']['KeyEvent'];

/** A member's ask to have an app installed. */
export type InstallRequest = components['schemas']['InstallRequest'];

/** Who may install in a workspace, and which apps. */
export type Policy = components['schemas']['Policy'];

/** One line of a workspace's audit log. */
export type AuditEntry = components['schemas']['AuditEntry'];

/** A mail that the demo kept. */
export type Mail = components['schemas']['Mail'];
/** The whole definition of an app, defaults filled in. */
export type Manifest = Schemas['Manifest'];

/** A manifest to begin an app with. */
export type AppTemplate = components['schemas']['AppTemplate'];

/** What publishing the draft would do. */
export type NextVersion = components['schemas']['NextVersion'];

/** What differs between two versions, or between a version and the draft. */
export type VersionChanges = components['schemas']['VersionChanges'];
/** How an app does over a range of days. */
export type Numbers = Schemas['Numbers'];

/** A link by which an app installs that is not, or not for everybody, in the store. */
export type AppLink = components['schemas']['AppLink'];

/** What a workspace says of an app that it uses. */
export type Review = Schemas['Review'];

/** All reviews of an app in one figure. */
export type Rating = Schemas['Rating'];

/** The review of a workspace, and whether it may write one. */
export type ReviewState = Schemas['ReviewState'];

/** What a developer is in the store, and how their domain stands, as they read it themselves. */
export type DeveloperProfile = Schemas['DeveloperProfile'];

/** A review as the developer of the app reads it. */
export type DeveloperReview = Schemas['DeveloperReview'];

/** What the front page of the store shows. */
export type Front = Schemas['Front'];

/** A page of what a search found. */
export type SearchPage = Schemas['SearchPage'];

/** A personal access token as it may be shown. */
export type PersonalAccessToken = Schemas['PersonalAccessToken'];

/** A person in a workspace. */
export type Member = Schemas['Member'];

/** An invitation into a workspace, as those see it who have sent it. */
export type Invitation = Schemas['Invitation'];

/** How an app stands with those who run the store, for its developer. */
export type AppStanding = Schemas['AppStanding'];

/** A line of the operators' log. */
export type OperatorEntry = Schemas['OperatorEntry'];

/** An app or a review that was reported. */
export type ReportedSubject = Schemas['ReportedSubject'];

/** A version in review, with all there is to read before deciding. */
export type WholeVersionReview = Schemas['WholeVersionReview'];
