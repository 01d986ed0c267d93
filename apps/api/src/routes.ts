import type { Services } from './compose.ts';
import { accountRoutes } from './features/account/account-routes.ts';
import { policyRoutes } from './features/approvals/policy-routes.ts';
import { requestRoutes } from './features/approvals/request-routes.ts';
import { auditRoutes } from './features/audit/audit-routes.ts';
import { botRoutes } from './features/bot/bot-routes.ts';
import { deliveryRoutes } from './features/deliveries/delivery-routes.ts';
import { endpointRoutes } from './features/deliveries/endpoint-routes.ts';
import { nextVersionRoutes } from './features/developer-apps/next-version-routes.ts';
import { draftListingRoute } from './features/developer-apps/draft-listing-route.ts';
import { manifestTextRoutes } from './features/developer-apps/manifest-text-routes.ts';
import { releaseRoutes } from './features/developer-apps/release-routes.ts';
import { scopeUseRoutes } from './features/developer-apps/scope-use-routes.ts';
import { developerAppRoutes } from './features/developer-apps/developer-app-routes.ts';
import { profileRoutes } from './features/developer-profile/profile-routes.ts';
import { testRequestRoutes } from './features/request-tests/test-request-routes.ts';
import { consentRoutes } from './features/installations/consent-routes.ts';
import { updateRoutes } from './features/installations/update-routes.ts';
import { farewellRoutes } from './features/installations/farewell-routes.ts';
import { installationRoutes } from './features/installations/installation-routes.ts';
import { keyRoutes } from './features/keys/key-routes.ts';
import { linkRoutes } from './features/links/link-routes.ts';
import { curateRoutes } from './features/front/curate-routes.ts';
import { frontRoutes } from './features/front/front-routes.ts';
import { listingRoutes } from './features/listings/listing-routes.ts';
import { operatorLogRoutes } from './features/audit/operator-log-routes.ts';
import { operatorReportRoutes } from './features/moderation/operator-report-routes.ts';
import { overviewRoute } from './features/moderation/overview-route.ts';
import { developerReviewRoutes } from './features/version-reviews/developer-review-routes.ts';
import { operatorReviewRoutes } from './features/version-reviews/operator-review-routes.ts';
import { operatorAppRoutes } from './features/moderation/operator-app-routes.ts';
import { numbersRoutes } from './features/numbers/numbers-routes.ts';
import { progressRoutes } from './features/progress/progress-routes.ts';
import { outboxRoutes } from './features/mails/outbox-routes.ts';
import { platformSignOutRoutes } from './features/platform-sign-in/platform-sign-out-routes.ts';
import { meRoutes } from './features/me/me-routes.ts';
import { replyRoutes } from './features/reviews/reply-routes.ts';
import { reportRoutes } from './features/reviews/report-routes.ts';
import { storeReviewRoutes } from './features/reviews/store-review-routes.ts';
import { workspaceReviewRoutes } from './features/reviews/workspace-review-routes.ts';
import { sandboxRoutes } from './features/sandbox/sandbox-routes.ts';
import { storeRoutes } from './features/store/store-routes.ts';
import { scopeRoutes } from './features/scopes/scope-routes.ts';
import { tokenRoutes } from './features/tokens/token-routes.ts';
import { invitationRoutes } from './features/workspaces/invitation-routes.ts';
import { invitedRoutes } from './features/workspaces/invited-routes.ts';
import { memberRoutes } from './features/workspaces/member-routes.ts';
import type { Route } from './http/route.ts';

/** Every call of the management API. */
export function allRoutes(services: Services): Route[] {
  return [
    ...listingRoutes(services),
    ...frontRoutes(services),
    ...curateRoutes(services),
    overviewRoute(services),
    ...operatorReviewRoutes(services),
    ...operatorAppRoutes(services),
    ...operatorReportRoutes(services),
    ...operatorLogRoutes(services),
    ...developerReviewRoutes(services),
    ...storeRoutes(services),
    ...scopeRoutes(services.registry),
    ...meRoutes(services),
    ...accountRoutes(services),
    ...tokenRoutes(services),
    ...memberRoutes(services),
    ...invitationRoutes(services),
    ...invitedRoutes(services),
    ...platformSignOutRoutes(services),
    ...installationRoutes(services),
    ...updateRoutes(services),
    ...consentRoutes(services),
    ...farewellRoutes(services),
    ...progressRoutes(services),
    ...keyRoutes(services),
    ...requestRoutes(services),
    ...policyRoutes(services),
    ...auditRoutes(services),
    ...outboxRoutes(services),
    ...profileRoutes(services),
    ...developerAppRoutes(services),
    ...manifestTextRoutes(services),
    draftListingRoute(services),
    ...releaseRoutes(services),
    ...nextVersionRoutes(services),
    ...sandboxRoutes(services),
    ...linkRoutes(services),
    ...testRequestRoutes(services),
    ...scopeUseRoutes(services),
    ...deliveryRoutes(services),
    ...endpointRoutes(services),
    ...numbersRoutes(services),
    ...storeReviewRoutes(services),
    ...reportRoutes(services),
    ...workspaceReviewRoutes(services),
    ...replyRoutes(services),
    ...botRoutes(services),
  ];
}
