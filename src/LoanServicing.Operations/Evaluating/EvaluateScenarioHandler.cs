using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;

namespace LoanServicing.Operations.Evaluating;

/// <summary>Evaluates a scenario through the same decisions that the log's facts go through.</summary>
public static class EvaluateScenarioHandler
{
    /// <exception cref="FactRefusedException">The scenario is not as it has to be; the message says where.</exception>
    public static ScenarioReport Handle(EvaluateScenario message) =>
        ScenarioEvaluation.Of(ScenarioReader.Read(message.Content));
}
