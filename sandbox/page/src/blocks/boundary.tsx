import { Component, type ReactNode } from "react";
import { Unknown } from "./unknown.tsx";

/** One block that goes wrong never takes the page with it. */
export class Boundary extends Component<{ data: { type: string }; children: ReactNode }, { broken?: unknown }> {
  override state: { broken?: unknown } = {};

  static getDerivedStateFromError(broken: unknown) {
    return { broken };
  }

  override componentDidUpdate(before: { data: unknown }) {
    if (before.data !== this.props.data && this.state.broken !== undefined) this.setState({ broken: undefined });
  }

  override render() {
    const { data, children } = this.props;
    return this.state.broken === undefined ? children : <Unknown type={data.type} data={data} />;
  }
}
