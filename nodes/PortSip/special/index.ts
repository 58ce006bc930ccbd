import type { IExecuteFunctions } from 'n8n-workflow';
import type { Call, Client } from '../transport/client';
import { checkAccess } from './checkAccess';

/** What a special operation gets: the execution, and the call as an ordinary one would send it. */
export type Special = (
	run: { context: IExecuteFunctions; client: Client },
	call: Call,
) => Promise<unknown>;

/** The few operations that are more than one call, by the name in their row. */
export const specials: Readonly<Record<string, Special>> = { checkAccess };
