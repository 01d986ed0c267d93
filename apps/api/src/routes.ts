import type { Services } from './compose.ts';
import { policyRoutes } from './features/approvals/policy-routes.ts';
import { requestRoutes } from './features/approvals/request-routes.ts';
import { auditRoutes } from './features/audit/audit-routes.ts';
import { botRoutes } from './features/bot/bot-routes.ts';
import { deliveryRoutes } from './features/deliveries/delivery-routes.ts';
import { endpointRoutes } from './features/deliveries/endpoint-routes.ts';
import { developerAppRoutes } from './features/developer-apps/developer-app-routes.ts';
import { farewellRoutes } from './features/installations/farewell-routes.ts';
import { installationRoutes } from './features/installations/installation-routes.ts';
import { keyRoutes } from './features/keys/key-routes.ts';
import { listingRoutes } from './features/listings/listing-routes.ts';
import { outboxRoutes } from './features/mails/outbox-routes.ts';
import { meRoutes } from './features/me/me-routes.ts';
import { scopeRoutes } from './features/scopes/scope-routes.ts';
import type { Route } from './http/route.ts';

/** Every call of the management API. */
export function allRoutes(services: Services): Route[] {
  return [
    ...listingRoutes(services),
    ...scopeRoutes(services.registry),
    ...meRoutes(services),
    ...installationRoutes(services),
    ...farewellRoutes(services),
    ...keyRoutes(services),
    ...requestRoutes(services),
    ...policyRoutes(services),
    ...auditRoutes(services),
    ...outboxRoutes(services),
    ...developerAppRoutes(services),
    ...deliveryRoutes(services),
    ...endpointRoutes(services),
    ...botRoutes(services),
  ];
}
