// What the page needs of Apache ECharts: points, bars and shapes on a canvas, axes and zoom. See README.md.
export { init } from "echarts/core";
import { use } from "echarts/core";
import { BarChart, CustomChart, ScatterChart } from "echarts/charts";
import { DataZoomComponent, GridComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";
use([ScatterChart, BarChart, CustomChart, GridComponent, DataZoomComponent, CanvasRenderer]);
