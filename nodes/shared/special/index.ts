import { apiRequest } from './apiRequest';
import { applySetup, compareSetup } from './applySetup';
import { assignTrunk } from './assignTrunk';
import { checkAccess } from './checkAccess';
import { downloadFile } from './downloadFile';
import { exportSetup } from './exportSetup';
import { offboardSetup } from './offboardSetup';
import { onboardSetup } from './onboardSetup';
import type { Special } from './special';
import { uploadFile } from './uploadFile';

/** All of them, by the name in their row. */
export const specials: Readonly<Record<string, Special>> = {
	apiRequest,
	applySetup,
	assignTrunk,
	checkAccess,
	compareSetup,
	downloadFile,
	exportSetup,
	offboardSetup,
	onboardSetup,
	uploadFile,
};
