import './styles';

import { mount } from 'svelte';
import { prefetchBoard } from './screens/overview/prefetch';
import Program from './shell/Program.svelte';

mount(Program, { target: document.body });
// After the requests of the frame itself.
prefetchBoard();
