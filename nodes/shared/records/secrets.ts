import type { IDataObject } from 'n8n-workflow';
import { CallFailed, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import type { Plan } from '../plan/plan';
import { isRecord } from '../values/isRecord';
import { password, pin, type Policy } from '../values/madeUp';

/** What tells whose account it is, and so must not stand in its password. */
const ACCOUNT = ['name', 'display_name', 'extension_number', 'email'];

/** Makes secrets up, within the rules for passwords of the place where they are used. */
export class Secrets {
	/** The rules that a session has been told; they are asked for once. */
	private readonly policies = new WeakMap<Session, Promise<Policy>>();

	/**
	 * The secrets that an item leaves to the node. They are hidden from messages from now on.
	 *
	 * @param body the other fields of the record
	 * @throws CallFailed where the PBX cannot be asked for its rules at all
	 */
	async madeFor(
		session: Session,
		{ operation, generated, secrets }: Pick<Plan, 'operation' | 'generated' | 'secrets'>,
		body: Readonly<IDataObject>,
	): Promise<IDataObject> {
		if (!generated.fields.length) return {};
		const policy = await this.policyIn(session, operation.inTenant === true);
		const words = ACCOUNT.map((name) => String(body[name] ?? '').split('@')[0]);
		const made = generated.fields.map(
			({ name, generated: kind }) =>
				[name, kind === 'pin' ? pin(policy) : password(policy, words)] as const,
		);
		for (const [, secret] of made) secrets.add(secret);
		return Object.fromEntries(made);
	}

	private async policyIn(session: Session, inTenant: boolean): Promise<Policy> {
		const policy = this.policies.get(session) ?? readPolicy(session, inTenant);
		this.policies.set(session, policy);
		return await policy;
	}
}

/** Not every account and every version may read the rules: PortSIP's strictest ones fit all of them. */
async function readPolicy(session: Session, inTenant: boolean): Promise<Policy> {
	const route = inTenant ? '/tenant/password_policy' : '/admin/password_policy';
	const answer = await session.send({ method: 'GET', route }).catch((error: unknown) => {
		if (error instanceof CallFailed && statusOf(error.failure) !== undefined) return undefined;
		throw error;
	});
	return isRecord(answer?.body) ? answer.body : {};
}
