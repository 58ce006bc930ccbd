import type { IDataObject } from 'n8n-workflow';
import type { Session } from '../../../pbx/session';
import type { NumberSet } from '../numbers/numberSet';
import { added } from '../numbers/pool';
import type { Plan } from '../plan/plan';
import { assignmentAt, poolIn } from '../pools/assignment';
import { domainOf } from '../setup/document';
import { nextNumbers } from '../setup/trunk';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';

/**
 * A document names trunks; the field of the node gives the ID.
 *
 * @throws CallFailed; InputRefused where the trunk has no name
 */
export async function trunkName(home: Session, id: unknown): Promise<string | undefined> {
	if (id === undefined) return undefined;
	const call = { method: 'GET', route: '/providers/{id}', ids: { id: String(id) } } as const;
	const { body } = await home.send({ ...call, needsBody: true });
	if (isRecord(body) && body.name) return String(body.name);
	throw new InputRefused('The PBX shows no name of the trunk', 'Choose another trunk.');
}

const nameOf = ({ name }: Readonly<IDataObject>): string => String(name).trim().toLowerCase();

/**
 * A slip of the pen in a domain must not make one customer of two: the one who was there would get
 * the name, the numbers and the people of the other.
 *
 * @param there the tenant that has the domain
 * @throws InputRefused
 */
export function refuseOtherCustomer(
	{ body }: Plan,
	plans: readonly Plan[],
	there: Readonly<IDataObject> | undefined,
): void {
	const { customer } = body;
	const isOther = (name: IDataObject['name']) => nameOf({ name }) !== nameOf({ name: customer });
	const domain = domainOf({ tenant: body });
	const twin = plans.find(
		(each) => domainOf({ tenant: each.body }) === domain && isOther(each.body.customer),
	);
	if (twin) {
		throw new InputRefused(
			`Two items have the domain ${domain}: one for "${String(customer)}" and one for "${String(twin.body.customer)}"`,
			'A domain belongs to one customer. Correct one of them.',
		);
	}
	if (!there || !isOther(there.name)) return;
	throw new InputRefused(
		`The domain ${domain} belongs to the tenant "${String(there.name)}", and this customer is "${String(customer)}"`,
		'Correct the domain. If it is the same customer under a new name, rename the tenant first with Tenant > Update.',
	);
}

/**
 * The numbers that a customer has already, and those that are next, so many in all.
 *
 * @param tenant of the customer, where it is there
 * @param reserved numbers that others name
 * @returns as a pool writes them
 * @throws CallFailed; InputRefused where the trunk has not as many
 */
export async function numbersFor(
	home: Session,
	{ trunk_id: trunkId, how_many: count }: Readonly<IDataObject>,
	tenant: Readonly<IDataObject> | undefined,
	reserved: NumberSet,
): Promise<string> {
	const trunk = String(trunkId);
	const place = { trunk, tenant: String(tenant?.id) };
	const held = tenant ? poolIn(await assignmentAt(home, place)) : '';
	const wanted = { count: BigInt(Number(count)), reserved };
	return added(held, await nextNumbers(home, trunk, held, wanted));
}
