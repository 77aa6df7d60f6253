import { sql } from "kysely";

import type { Tx } from "../connect.ts";

export interface UngivenService {
  readonly id: string;
  readonly name: string;
}

/**
 * Offered services that nobody can give: no active provider who gives them has the skills. A package
 * needs somebody for each part, and one person for all of them where it says so.
 */
export const listUngivenServices = async (
  tx: Tx,
  organizationId: string,
): Promise<UngivenService[]> => {
  const { rows } = await sql<UngivenService>`
    with able as (
      select given.service_id, given.provider_id from provider_services given
      join providers on providers.organization_id = given.organization_id
        and providers.id = given.provider_id and providers.active
      join services asked on asked.organization_id = given.organization_id
        and asked.id = given.service_id and providers.skills @> asked.required_skills
      where given.organization_id = ${organizationId}
    ),
    needed as (
      select package_id as whole_id, service_id from service_parts
      where organization_id = ${organizationId}
      union
      select id, id from services
      where organization_id = ${organizationId} and kind <> 'package'
    ),
    able_for as (
      select needed.whole_id, able.provider_id, count(*) as parts
      from needed join able using (service_id) group by needed.whole_id, able.provider_id
    )
    select s.id, s.name from services s
    where s.organization_id = ${organizationId} and s.active and (
      exists (select from needed where needed.whole_id = s.id
        and needed.service_id not in (select service_id from able))
      or (s.same_provider and not exists (select from able_for
        where able_for.whole_id = s.id
          and able_for.parts = (select count(*) from needed where needed.whole_id = s.id))))
    order by s.position, s.id`.execute(tx);
  return rows;
};
