import type { Services } from '../compose.ts';

/** The services with a registry that speaks one language, for whatever presents its words. */
export function servicesIn(services: Services, language: string): Services {
  return { ...services, registry: services.registryIn(language) };
}
