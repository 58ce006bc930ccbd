import { insideOrOutside, insideTenant } from '../define';
import type { Resource } from '../types';
import { dataFlow } from './analytics';
import { charges } from './billing';
import { sessions } from './call';
import { callReports } from './callReport';
import { conferences } from './conference';
import { logs } from './logs';
import { monitorGroup } from './monitorGroup';
import { transcription } from './transcription';

/** Calls and conferences, what is recorded and charged of them, and who listens in. */
export const calls: readonly Resource[] = [
	...insideTenant([
		...sessions,
		...callReports,
		...charges,
		...conferences,
		...dataFlow,
		monitorGroup,
		transcription,
	]),
	...insideOrOutside(logs),
];
