import { Component, type ReactNode } from "react";

type Props = {
  /** What is drawn inside: another one is tried anew. */
  data: unknown;
  /** What stands there instead. */
  instead: (thrown: unknown) => ReactNode;
  children: ReactNode;
};

/** What goes wrong in here takes nothing around it with it. */
export class Boundary extends Component<Props, { broken: { thrown: unknown } | undefined }> {
  override state: { broken: { thrown: unknown } | undefined } = { broken: undefined };

  static getDerivedStateFromError(thrown: unknown) {
    return { broken: { thrown } };
  }

  override componentDidUpdate({ data }: Props) {
    if (data !== this.props.data && this.state.broken) this.setState({ broken: undefined });
  }

  override render() {
    const { broken } = this.state;
    return broken ? this.props.instead(broken.thrown) : this.props.children;
  }
}
